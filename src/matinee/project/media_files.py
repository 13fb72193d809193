"""Serves /media and /static: ranges, entity tags, and caching by what a file's name promises."""

import os
import re
from collections.abc import Sequence
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse, PathLike, StaticFiles
from starlette.types import Receive, Scope, Send

from matinee.media.film import FILM_JSON
from matinee.project.small_files import SmallFiles

IMMUTABLE = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"
ASK_AGAIN = "no-cache"
FILM = re.compile(r"films/[0-9a-f]{16}/")
NAMED_BY_CONTENT = re.compile(r"captions/[0-9a-f]{16}\.vtt|cards/[0-9a-f]{16}\.jpg")
HASHED_ASSET = re.compile(r"matinee/.+-[0-9A-Za-z]{8,}\.[a-z0-9]+")
ONE_RANGE = r"(?:\d+-\d*|-\d+)"
RANGES = re.compile(rf"bytes\s*=\s*{ONE_RANGE}(?:\s*,\s*{ONE_RANGE})*", re.IGNORECASE)
BACKWARD_RANGE = re.compile(r"(\d+)-(\d+)")
# Python's own table differs from machine to machine.
MEDIA_TYPES = {
    ".aac": "audio/aac",
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".ts": "video/mp2t",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
# Other sites may play our films in their players: media is the same for everybody.
OPEN_TO_ALL = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Content-Length, Content-Range, Accept-Ranges, ETag",
    "cross-origin-resource-policy": "cross-origin",
}
PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "Range, If-Range, If-None-Match",
    "access-control-max-age": "86400",
}


class FilmResponse(FileResponse):
    """A file in blocks large enough for film: 2 MB took a fifth of the CPU of 64 KiB blocks.

    A viewer who does not read holds one block, so larger ones would cost more than they save.
    """

    chunk_size = 512 * 1024


class PublicFiles(StaticFiles):
    """Files that anybody may read, from one or more folders; small text from memory.

    Links that lead out of a folder, hidden files and unfinished ones are not
    found, folders are never listed.
    """

    headers: dict[str, str] = {}

    def __init__(self, directories: Sequence[Path], small_files: SmallFiles) -> None:
        super().__init__(check_dir=False)
        self.all_directories = [str(directory) for directory in directories]
        self.small_files = small_files

    def cache_control(self, name: str) -> str:
        """Return how long the file of this name may be kept."""
        return ASK_AGAIN

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self.respond(scope, send)
        if response is not None:
            response.headers["x-content-type-options"] = "nosniff"
            response.headers.update(self.headers)
            await response(scope, receive, send)

    async def respond(self, scope: Scope, send: Send) -> Response | None:
        """Return the answer, or None if it has been sent."""
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("Not allowed.", 405, {"allow": "GET, HEAD"})
        name = self.get_path(scope).replace(os.sep, "/")
        path = None if _is_private(name) else self._find(name)
        if path is None:
            return PlainTextResponse("Not found.", 404, {"cache-control": ASK_AGAIN})
        keep = self.cache_control(name)
        small = await self.small_files.find(path)
        if small is None:
            _drop_bad_range(scope)
            response = self.file_response(path, os.stat(path), scope)  # noqa: PTH116
            response.headers["cache-control"] = keep
            return response
        headers = {
            "cache-control": keep,
            "x-content-type-options": "nosniff",
            **self.headers,
        }
        await small.send(scope, send, headers.items())
        return None

    def _find(self, name: str) -> str | None:
        try:
            path, facts = self.lookup_path(name)
        except (OSError, ValueError):
            return None
        return path if facts and os.path.isfile(path) else None  # noqa: PTH113

    def file_response(
        self,
        full_path: PathLike,
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return the file, a part of it, or 304."""
        ending = os.path.splitext(full_path)[1]  # noqa: PTH122
        media_type = MEDIA_TYPES.get(ending) or guess_type(full_path)[0]
        response = FilmResponse(
            full_path, status_code, media_type=media_type, stat_result=stat_result
        )
        if self.is_not_modified(response.headers, Headers(scope=scope)):
            return NotModifiedResponse(response.headers)
        return response


class MediaFiles(PublicFiles):
    """Films, captions and pictures.

    A film's folder is finished when film.json stands in it; until then its
    playlists may still grow.
    """

    headers = OPEN_TO_ALL

    def __init__(self, directory: Path, small_files: SmallFiles) -> None:
        super().__init__([directory], small_files)
        self.directory_path = directory
        self._finished: set[str] = set()

    def cache_control(self, name: str) -> str:
        """Keep finished films, captions and share pictures: other content has other names."""
        if film := FILM.match(name):
            # What finishing adds to a film stands in further files; film.json alone is replaced.
            changes = name.endswith(f"/{FILM_JSON}") or not self._is_finished(film[0])
            return ASK_AGAIN if changes else IMMUTABLE
        if NAMED_BY_CONTENT.fullmatch(name):
            return IMMUTABLE
        return AN_HOUR if name.startswith("pictures/") else ASK_AGAIN

    async def respond(self, scope: Scope, send: Send) -> Response | None:
        """Answer a browser's question before a range request from another site."""
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        return await super().respond(scope, send)

    def _is_finished(self, folder: str) -> bool:
        if folder not in self._finished:
            if not (self.directory_path / folder / FILM_JSON).is_file():
                return False
            self._finished.add(folder)
        return True


class AssetFiles(PublicFiles):
    """Styles, scripts and fonts of the house and of the studio."""

    def cache_control(self, name: str) -> str:
        """Keep for ever what has its digest in its name."""
        return IMMUTABLE if HASHED_ASSET.fullmatch(name) else AN_HOUR


def _is_private(name: str) -> bool:
    parts = name.split("/")
    return name.endswith(".part") or any(part.startswith(".") for part in parts)


def _drop_bad_range(scope: Scope) -> None:
    """Take out a Range that is none: the whole file is the answer then (RFC 9110, 14.2)."""
    text = Headers(scope=scope).get("range", "")
    backward = any(int(a) > int(b) for a, b in BACKWARD_RANGE.findall(text))
    if text and (backward or not RANGES.fullmatch(text.strip())):
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"range"]
