"""Django without what only the studio and the pages need: the way of what visitors write.

Each piece of middleware takes a request to another thread and back, twice. The endpoint reads no
cookie, has no session and is nobody's frame; headers are added to every answer further out.
"""

import threading
from typing import Any

from asgiref.sync import SyncToAsync
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.exception import convert_exception_to_response
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX = "/conversation/"
FEEDS = ("/conversation/feed.xml",)
"""What is a file below that address."""


class ShortHandler(ASGIHandler):
    """Answers by Django's addresses and views, with no middleware between.

    Django gives each request a thread of its own, and so a database connection of its own: to
    open one on SQLite costs more than a comment. Here one thread serves all, and keeps its own.
    """

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request in the process's one thread for such work."""
        await self.handle(scope, receive, send)

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's
        """Make the chain of one: a view's error becomes an answer."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        answer = self._get_response_async  # type: ignore[attr-defined]  # Django's own
        self._middleware_chain = convert_exception_to_response(answer)


def keep_open(connection: BaseDatabaseWrapper, **_news: Any) -> None:
    """Let that thread's connection to SQLite outlive the request; hears when one is opened."""
    threads = SyncToAsync.single_thread_executor._threads  # noqa: SLF001
    if connection.vendor == "sqlite" and threading.current_thread() in threads:
        connection.close_at = None


connection_created.connect(keep_open, dispatch_uid="short_path.keep_open")


class ShortPath:
    """Takes requests to the endpoint past the baked files and the middleware."""

    def __init__(self, short: ASGIApp, otherwise: ASGIApp) -> None:
        self.short = short
        self.otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope.get("path", "")
        ours = scope["type"] == "http" and path.startswith(PREFIX) and path not in FEEDS
        await (self.short if ours else self.otherwise)(scope, receive, send)
