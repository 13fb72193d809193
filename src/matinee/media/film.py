"""The finished film as `film.json` describes it: what every later room reads."""

import dataclasses
import json
import os
from pathlib import Path
from typing import Any

FORMAT = "matinee-film/1"
FILM_JSON = "film.json"
CLEAR_DIALOGUE = "clear-dialogue"
"""The purpose of a sound whose voices a model has brought forward."""
DIALOGUE_BOOST = "dialogue-boost"
"""The same, made by ffmpeg alone."""


@dataclasses.dataclass(frozen=True)
class VideoTrack:
    """One video rendition: a single CMAF file, its media and I-frame playlists."""

    name: str
    file: str
    playlist: str
    iframe_playlist: str
    codec: str
    width: int
    height: int
    frame_rate: str
    peak_bps: int
    average_bps: int
    size_bytes: int


@dataclasses.dataclass(frozen=True)
class AudioTrack:
    """One audio rendition. `loudness_lufs` is EBU R128 integrated, None when silent.

    `purpose` is "" for a mix as its maker delivered it, else CLEAR_DIALOGUE or DIALOGUE_BOOST.
    """

    name: str
    file: str
    playlist: str
    codec: str
    language: str
    label: str
    channels: int
    default: bool
    peak_bps: int
    average_bps: int
    size_bytes: int
    loudness_lufs: float | None
    true_peak_dbtp: float | None
    purpose: str = ""


@dataclasses.dataclass(frozen=True)
class Poster:
    """A still that could stand for the film; best candidate first. Widths of `sizes` ascend."""

    file: str
    width: int
    height: int
    time_s: float
    sizes: tuple[tuple[str, int], ...]
    """(file, width in pixels) of every size of this still, this one included."""


@dataclasses.dataclass(frozen=True)
class Storyboard:
    """The scrub-bar pictures: tiles on sheets, told by a WebVTT file with #xywh fragments."""

    vtt: str
    sheets: tuple[str, ...]
    tile_width: int
    tile_height: int
    interval_s: float


@dataclasses.dataclass(frozen=True)
class Chapter:
    """A named span of the film."""

    start_s: float
    end_s: float
    title: str


@dataclasses.dataclass(frozen=True)
class Progressive:
    """The one modest MP4 for browsers without HLS and without JavaScript."""

    file: str
    width: int
    height: int
    size_bytes: int


@dataclasses.dataclass(frozen=True)
class Film:
    """Everything that was made from one master. All file names are relative to its folder.

    `width` and `height` are in square pixels after rotation; `frame_rate` is a
    fraction as text ("24000/1001"); `codec` strings are RFC 6381.
    """

    key: str
    master_sha256: str
    recipe: str
    duration_s: float
    frame_rate: str
    frame_count: int
    width: int
    height: int
    hls: str
    dash: str
    progressive: Progressive
    video: tuple[VideoTrack, ...]
    audio: tuple[AudioTrack, ...]
    posters: tuple[Poster, ...]
    storyboard: Storyboard | None
    chapters: tuple[Chapter, ...]
    chapters_vtt: str
    """WebVTT file of the chapters; "" where the film has none."""
    notes: tuple[str, ...]
    format: str = FORMAT

    def as_json(self) -> dict[str, Any]:
        """Return the film as plain JSON values."""
        return dataclasses.asdict(self)

    def write(self, folder: Path) -> None:
        """Write film.json into the folder; readers find the old one or the new one, whole."""
        text = json.dumps(self.as_json(), indent=1, ensure_ascii=False)
        write_whole(folder / FILM_JSON, text + "\n")


def write_whole(file: Path, text: str) -> None:
    """Write a text under a passing name, see it onto the disk, then rename it."""
    part = file.with_name(f"{file.name}.part")
    with part.open("w", encoding="utf-8") as writer:
        writer.write(text)
        writer.flush()
        os.fsync(writer.fileno())
    part.replace(file)


def read_film(folder: Path) -> Film:
    """Read the film that stands in a folder.

    Raises FileNotFoundError without film.json, ValueError when it is of another format.
    """
    return film_from(json.loads((folder / FILM_JSON).read_text(encoding="utf-8")))


def film_from(values: dict[str, Any]) -> Film:
    """Return the film of film.json's values. Raises ValueError when they are of another format."""
    data = dict(values)
    if data.get("format") != FORMAT:
        raise ValueError(f"film.json is of format {data.get('format')!r}, not {FORMAT!r}")
    progressive = Progressive(**data.pop("progressive"))
    storyboard = data.pop("storyboard")
    posters = tuple(
        Poster(**{**poster, "sizes": tuple((name, width) for name, width in poster["sizes"])})
        for poster in data.pop("posters")
    )
    return Film(
        progressive=progressive,
        video=tuple(VideoTrack(**track) for track in data.pop("video")),
        audio=tuple(AudioTrack(**track) for track in data.pop("audio")),
        posters=posters,
        storyboard=Storyboard(**{**storyboard, "sheets": tuple(storyboard["sheets"])})
        if storyboard
        else None,
        chapters=tuple(Chapter(**chapter) for chapter in data.pop("chapters")),
        notes=tuple(data.pop("notes")),
        **data,
    )
