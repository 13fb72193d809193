"""Serves the public pages that were baked to files, and passes the rest on."""

import os
from pathlib import Path
from urllib.parse import quote

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from matinee.catalogue.addresses import SEARCH
from matinee.project.small_files import SmallFiles

KEEP = (("cache-control", "no-cache"),)
# These answer for addresses that do not exist or that failed; they have none of their own.
NOTICES = frozenset({"404.html", "500.html"})
# What is baked here tells readers of a copy that nothing can answer; where Django runs, it does.
ANSWERED = frozenset({SEARCH})


class BakedPages:
    """GET and HEAD of "/x/" give public/x/index.html; "/x" leads there; the rest is Django's."""

    def __init__(self, public: Path, small_files: SmallFiles, otherwise: ASGIApp) -> None:
        self.public = str(public)
        self.small_files = small_files
        self.otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.otherwise(scope, receive, send)
            return
        path: str = scope["path"]
        if path in ANSWERED or not _is_plain(path):
            await self.otherwise(scope, receive, send)
            return
        name = f"{path}index.html" if path.endswith("/") else path
        if name[1:] not in NOTICES and (page := await self.small_files.find(self.public + name)):
            await page.send(scope, send, KEEP)
        elif not path.endswith("/") and await self._is_page(path):
            await _redirect(path, scope)(scope, receive, send)
        else:
            await self.otherwise(scope, receive, send)

    async def _is_page(self, path: str) -> bool:
        return os.path.isfile(f"{self.public}{path}/index.html")  # noqa: ASYNC240, PTH113


def _is_plain(path: str) -> bool:
    """Tell whether a path has only names in it: nothing hidden, empty, upward or special."""
    if not path.startswith("/") or "\\" in path or "\0" in path:
        return False
    parts = path[1:].split("/")
    return all(part and not part.startswith(".") for part in parts[:-1]) and not parts[
        -1
    ].startswith(".")


def _redirect(path: str, scope: Scope) -> RedirectResponse:
    query = scope.get("query_string", b"").decode("latin-1")
    address = quote(f"{path}/") + (f"?{query}" if query else "")
    return RedirectResponse(address, 301, {"cache-control": "no-cache"})
