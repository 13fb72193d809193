"""Files that must be refused: no films, broken films, and films that point at other files."""

import dataclasses
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.clips import AAC, H264, HEIGHT, PCM, TONE, WIDTH, Clips, run_ffmpeg

KEY = "00112233445566778899aabbccddeeff"
MASTER = "h264.mp4"


@dataclasses.dataclass(frozen=True)
class Pointer:
    """A file, named `name`, that makes a trusting reader open another file, `secret`.

    `trust` are the ffmpeg options under which it does: empty where the defaults are enough.
    """

    name: str
    secret: str
    write: Callable[[Clips], bytes]
    trust: tuple[str, ...] = ()

    def make(self, clips: Clips) -> tuple[Path, Path]:
        """Return the pointing file and the file it points at, in one folder."""
        secret = clips.path(self.secret)
        file = clips.folder / self.name
        file.write_bytes(self.write(clips))
        return file, secret


def _hls(clips: Clips) -> bytes:
    secret = clips.path("h264.ts")
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:2", "#EXTINF:2,", str(secret)]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""]).encode()


def _dash(clips: Clips) -> bytes:
    return f"""<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT2S"
 profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" minBufferTime="PT1S">
<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000"
 codecs="avc1.42c00d" width="{WIDTH}" height="{HEIGHT}"><BaseURL>{clips.path(MASTER)}</BaseURL>
</Representation></AdaptationSet></Period></MPD>
""".encode()


def _concat(clips: Clips) -> bytes:
    return f"ffconcat version 1.0\nfile '{clips.path(MASTER).name}'\n".encode()


def _external(clips: Clips) -> bytes:
    """Return a QuickTime movie whose samples are said to lie in another file (Apple's alias).

    h264.mov has its moov box behind its mdat, so growing it moves no sample.
    """
    movie = clips.path("h264.mov").read_bytes()
    own, alias = b"\0\0\0\x0curl \0\0\0\x01", _alias(clips.path("prores.mov"))
    at = movie.find(own)
    while at >= 0:
        movie = movie[:at] + alias + movie[at + len(own) :]
        for name in (b"dref", b"dinf", b"minf", b"mdia", b"trak", b"moov"):
            head = movie.rfind(name, 0, at) - 4
            (size,) = struct.unpack_from(">I", movie, head)
            grown = struct.pack(">I", size + len(alias) - len(own))
            movie = movie[:head] + grown + movie[head + 4 :]
        at = movie.find(own, at)
    return movie


def _alias(secret: Path) -> bytes:
    """Return an alias record in the shape that ffmpeg's reader follows: volume, name, path."""
    record = bytearray(150)
    record[10:17] = b"\x06volume"
    record[50 : 51 + len(secret.name)] = bytes([len(secret.name)]) + secret.name.encode()
    struct.pack_into(">HH", record, 130, 1, 1)  # the secret stands in the movie's own folder
    path = b"volume" + str(secret).replace("/", ":").encode()
    absolute = struct.pack(">hH", 2, len(path)) + path + b"\0" * (len(path) % 2)
    body = bytes(record) + absolute + struct.pack(">hH", -1, 0)
    return struct.pack(">I4sI", 12 + len(body), b"alis", 0) + body


POINTERS = (
    Pointer("playlist.m3u8", "h264.ts", _hls),
    Pointer("playlist.mp4", "h264.ts", _hls, trust=("-f", "hls", "-extension_picky", "0")),
    Pointer("manifest.mp4", MASTER, _dash),
    Pointer("manifest.mpd", MASTER, _dash),
    Pointer("list.mp4", MASTER, _concat),
    Pointer("list.ffconcat", MASTER, _concat),
    Pointer("external.mov", "prores.mov", _external, trust=("-enable_drefs", "1")),
    Pointer("external.mp4", "prores.mov", _external, trust=("-enable_drefs", "1")),
)


def _empty(clips: Clips, file: Path) -> None:
    file.touch()


def _text(clips: Clips, file: Path) -> None:
    file.write_text("Scene one. A harbour, before dawn.\n" * 400, encoding="utf-8")


def _session(clips: Clips, file: Path) -> None:
    lines = ["v=0", "o=- 0 0 IN IP4 127.0.0.1", "s=film", "c=IN IP4 127.0.0.1", "t=0 0"]
    lines += ["m=video 15000 RTP/AVP 96", "a=rtpmap:96 H264/90000", ""]
    file.write_text("\n".join(lines), encoding="ascii")


def _photo(kind: str) -> Callable[[Clips, Path], None]:
    def make(clips: Clips, file: Path) -> None:
        Image.linear_gradient("L").convert("RGB").save(file, kind)

    return make


def _zip(clips: Clips, file: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(clips.path(MASTER), "film.mp4")
    file.write_bytes(packed.getvalue())


def _half(source: str) -> Callable[[Clips, Path], None]:
    def make(clips: Clips, file: Path) -> None:
        whole = clips.path(source).read_bytes()
        file.write_bytes(whole[: len(whole) // 2])

    return make


def _recipe(arguments: str) -> Callable[[Clips, Path], None]:
    def make(clips: Clips, file: Path) -> None:
        run_ffmpeg(*arguments.split(), str(file))

    return make


def _encrypted(clips: Clips, file: Path) -> None:
    scheme = f"-encryption_scheme cenc-aes-ctr -encryption_key {KEY} -encryption_kid {KEY}"
    run_ffmpeg("-i", str(clips.path(MASTER)), "-c", "copy", *scheme.split(), str(file))


def _scrambled(clips: Clips, file: Path) -> None:
    """Keep the boxes of a good film and fill its samples with noise."""
    movie = bytearray(clips.path(MASTER).read_bytes())
    start = movie.index(b"mdat") + 4
    noise = bytes((index * 197 + (index >> 8) * 31) & 0xFF for index in range(len(movie) - start))
    movie[start:] = noise
    file.write_bytes(movie)


REFUSED: dict[str, Callable[[Clips, Path], None]] = {
    "empty.mp4": _empty,
    "text.mp4": _text,
    "photo.mp4": _photo("JPEG"),
    "drawing.mp4": _photo("PNG"),
    "zip.mp4": _zip,
    "session.mp4": _session,
    "audio-only.mp4": _recipe(f"{TONE} {AAC}"),
    "audio-only.mkv": _recipe(f"{TONE} {PCM}"),
    "music-cover.mp4": _recipe(
        f"{TONE} -f lavfi -i color=red:size=320x320:duration=0.04 -map 0 -map 1 {AAC}"
        " -c:v mjpeg -disposition:v attached_pic"
    ),
    "half-start.mp4": _half(MASTER),
    "half-end.mov": _half("h264.mov"),
    "half.mkv": _half("h264.mkv"),
    "half.webm": _half("vp9.webm"),
    "half.avi": _half("h264.avi"),
    "encrypted.mp4": _encrypted,
    "scrambled.mp4": _scrambled,
    "wide.mp4": _recipe(f"-f lavfi -i color=c=blue:size=16000x64:rate=5:duration=0.4 {H264}"),
    "long.mp4": _recipe(f"-f lavfi -i color=c=blue:size=64x64:rate=1/100000 -frames:v 3 {H264}"),
}
"""Every clip that must be refused, by name, with its maker."""
