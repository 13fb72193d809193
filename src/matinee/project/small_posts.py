"""Keeps what strangers post small: nothing outside the studio sends us more than a letter."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_POST_BYTES = 256 * 1024


class SmallPosts:
    """Answers 413 to a request whose body is larger than a letter, before anyone reads it.

    Django would write an upload to the disk before a view could refuse it. Editors upload
    films, so requests to the studio with a session's cookie are left out. A cookie can be made
    up: a server that is public sets its own limit before us (docs/howto).
    """

    def __init__(self, app: ASGIApp, *, studio: str) -> None:
        self.app = app
        self.studio = studio

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or self._is_editors(scope):
            await self.app(scope, receive, send)
            return
        body = await _read(scope, receive)
        if body is None:
            refusal = PlainTextResponse("This is more than can be sent here.", 413)
            await refusal(scope, receive, send)
            return
        await self.app(scope, _again(body, receive), send)

    def _is_editors(self, scope: Scope) -> bool:
        cookies = Headers(scope=scope).get("cookie", "")
        return scope["path"].startswith(self.studio) and "sessionid=" in cookies


async def _read(scope: Scope, receive: Receive) -> list[Message] | None:
    """Return the messages of the body, None when there is more of it than we take."""
    if scope["method"] in {"GET", "HEAD"}:
        return []
    messages: list[Message] = []
    size = 0
    while not messages or messages[-1].get("more_body"):
        messages.append(await receive())
        size += len(messages[-1].get("body", b""))
        if size > MAX_POST_BYTES:
            return None
    return messages


def _again(messages: list[Message], receive: Receive) -> Receive:
    """Give the messages that were read already, then what comes after them."""
    waiting = iter(messages)

    async def receive_again() -> Message:
        for message in waiting:
            return message
        return await receive()

    return receive_again
