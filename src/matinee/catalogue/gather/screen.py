"""What the player of a film of our own needs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from matinee.catalogue.gather.facts import duration_label, own_release
from matinee.catalogue.models import FilmChapter, FilmPage
from matinee.catalogue.published import ChapterMark, Picture, Screen, Sound, TextTrack
from matinee.catalogue.seen.addresses import chapters_address
from matinee.media.chapters import whole_chapters
from matinee.media.film import Chapter
from matinee.releases.models import CaptionTrack

LEVEL_LUFS = -16.0
"""The loudness that the player gives every sound."""
PEAK_DBTP = -1.0


def gather_text_tracks(films: Iterable[FilmPage]) -> dict[int, tuple[TextTrack, ...]]:
    """Return the captions and subtitles by master, in one query."""
    tracks: dict[int, tuple[TextTrack, ...]] = defaultdict(tuple)
    masters = {film.master_id for film in films if film.master_id}
    for track in CaptionTrack.objects.filter(master_id__in=masters):
        shown = TextTrack(track.kind, track.language, track.label, track.url, track.automatic)
        tracks[track.master_id] += (shown,)
    return tracks


def film_download(film: FilmPage) -> tuple[str, str]:
    """Return the address of the film as a file and what it is ("480p, 84 MB"), where offered."""
    release = own_release(film)
    if release is None or not film.may_download:
        return "", ""
    file = release.film["progressive"]
    return release.url + file["file"], f"{file['height']}p, {size_label(file['size_bytes'])}"


def size_label(size_bytes: int) -> str:
    """Return a file's size for people, in the units that systems show: 1 MB is 10⁶ bytes."""
    megabytes = size_bytes / 1e6
    if megabytes >= 1000:
        return f"{megabytes / 1000:.1f} GB"
    return f"{max(1, round(megabytes))} MB"


def film_screen(
    film: FilmPage,
    poster: Picture | None,
    text_tracks: tuple[TextTrack, ...],
    rows: Iterable[FilmChapter],
) -> Screen | None:
    """Return the film to play, None while we have none.

    `rows` are the editor's chapters; without any the master's are shown.
    """
    release = own_release(film)
    if release is None:
        return None
    url, made = release.url, release.film
    storyboard: dict[str, Any] | None = made["storyboard"]
    chapters = own_chapters(rows, made["duration_s"])
    mastered = tuple(ChapterMark(each["start_s"], each["title"]) for each in made["chapters"])
    chapters_src = url + made["chapters_vtt"] if mastered else ""
    return Screen(
        hls=url + made["hls"],
        dash=url + made["dash"],
        progressive=url + made["progressive"]["file"],
        poster=poster,
        width=made["width"],
        height=made["height"],
        duration_s=made["duration_s"],
        duration_label=duration_label(made["duration_s"]),
        text_tracks=text_tracks,
        chapters=chapters or mastered,
        chapters_src=chapters_address(film.address) if chapters else chapters_src,
        storyboard=url + storyboard["vtt"] if storyboard else "",
        sounds=tuple(_sound(track) for track in made["audio"]),
    )


def own_chapters(rows: Iterable[FilmChapter], duration_s: float) -> tuple[ChapterMark, ...]:
    """Return an editor's chapters within the film in order; a draft's may lack a title."""
    marks = [Chapter(each.start_s, duration_s, each.title) for each in rows]
    whole = whole_chapters(marks, duration_s)
    return tuple(ChapterMark(each.start_s, each.title) for each in whole)


def level_gain_db(loudness_lufs: float | None, true_peak_dbtp: float | None) -> float:
    """Return what brings a sound to -16 LUFS, less where its true peak would pass -1 dBTP.

    0.0 for a sound that is silent or was never measured.
    """
    if loudness_lufs is None or true_peak_dbtp is None:
        return 0.0
    return round(min(LEVEL_LUFS - loudness_lufs, PEAK_DBTP - true_peak_dbtp), 1)


def _sound(track: Mapping[str, Any]) -> Sound:
    gain_db = level_gain_db(track.get("loudness_lufs"), track.get("true_peak_dbtp"))
    return Sound(track["label"], track["language"], track.get("purpose", ""), gain_db)
