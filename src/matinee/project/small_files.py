"""Serves small text files from memory: baked pages, playlists, captions, styles, scripts."""

import dataclasses
import gzip
import hashlib
import os
import stat
from collections import OrderedDict
from collections.abc import Iterable
from email.utils import formatdate

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.types import Scope, Send

MAX_FILE_BYTES = 2 * 1024**2
MAX_CACHE_BYTES = 64 * 1024**2
WORTH_ZIPPING_BYTES = 500
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".mpd": "application/dash+xml",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "application/xml",
}
Version = tuple[int, int, int]
RawHeaders = list[tuple[bytes, bytes]]


@dataclasses.dataclass(frozen=True)
class SmallFile:
    """One version of a file as it goes over the line, plain and zipped.

    The entity tag is made from the bytes: a page baked anew with the same
    words is still the page that the browser has.
    """

    version: Version
    media_type: str
    modified: str
    etag: str
    body: bytes
    zipped: bytes

    @property
    def size(self) -> int:
        """What the file takes in memory, in bytes."""
        return len(self.body) + len(self.zipped)

    async def send(
        self,
        scope: Scope,
        send: Send,
        headers: Iterable[tuple[str, str]] = (),
        *,
        status: int = 200,
    ) -> None:
        """Answer a GET or HEAD: 304 if the browser has it, zipped if it can take that."""
        asked = Headers(scope=scope)
        sent: RawHeaders = [(name.encode(), value.encode()) for name, value in headers]
        zipped = bool(self.zipped) and _takes_gzip(asked.get("accept-encoding", ""))
        etag = f'"{self.etag}-gz"' if zipped else f'"{self.etag}"'
        sent += [(b"etag", etag.encode()), (b"vary", b"accept-encoding")]
        if status == 200 and self._is_known(asked):
            await _send(send, 304, sent, b"")
            return
        body = self.zipped if zipped else self.body
        sent += [
            (b"content-type", self.media_type.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"last-modified", self.modified.encode()),
        ]
        if zipped:
            sent.append((b"content-encoding", b"gzip"))
        await _send(send, status, sent, b"" if scope["method"] == "HEAD" else body)

    def _is_known(self, asked: Headers) -> bool:
        tags = asked.get("if-none-match")
        if tags is None:
            return asked.get("if-modified-since") == self.modified
        ours = {f'"{self.etag}"', f'"{self.etag}-gz"', "*"}
        return not ours.isdisjoint(tag.strip().removeprefix("W/") for tag in tags.split(","))


class SmallFiles:
    """The files read so far, the least used dropped first; one version of each."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, SmallFile] = OrderedDict()
        self._bytes = 0

    async def find(self, path: str) -> SmallFile | None:
        """Return the file as it is now; None if it is none, is large, or is of no known type."""
        try:
            facts = os.stat(path)  # noqa: PTH116 (2 µs; a thread would cost fifty)
        except (OSError, ValueError):
            return None
        known = self._files.get(path)
        version = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        if known and known.version == version:
            self._files.move_to_end(path)
            return known
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > MAX_FILE_BYTES:
            return None
        if os.path.splitext(path)[1] not in TYPES:  # noqa: PTH122
            return None
        try:
            file = await anyio.to_thread.run_sync(_read, path, version)
        except OSError:
            return None
        self._keep(path, file)
        return file

    def _keep(self, path: str, file: SmallFile) -> None:
        previous = self._files.pop(path, None)
        self._bytes += file.size - (previous.size if previous else 0)
        self._files[path] = file
        while self._bytes > MAX_CACHE_BYTES:
            self._bytes -= self._files.popitem(last=False)[1].size


def _read(path: str, version: Version) -> SmallFile:
    with open(path, "rb") as file:  # noqa: PTH123 (paths are text here, made once a request)
        body = file.read()
    zipped = gzip.compress(body, 6, mtime=0) if len(body) >= WORTH_ZIPPING_BYTES else b""
    return SmallFile(
        version=version,
        media_type=TYPES[os.path.splitext(path)[1]],  # noqa: PTH122
        modified=formatdate(version[0] / 1e9, usegmt=True),
        etag=hashlib.sha256(body).hexdigest()[:24],
        body=body,
        zipped=zipped if len(zipped) < len(body) else b"",
    )


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        coding, _, quality = part.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return quality.strip() not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


async def _send(send: Send, status: int, headers: RawHeaders, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
