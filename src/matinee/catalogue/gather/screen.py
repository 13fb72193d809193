"""What the player of a film of our own needs."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from matinee.catalogue.gather.facts import duration_label, own_release
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import ChapterMark, Picture, Screen, Sound, TextTrack
from matinee.releases.models import CaptionTrack


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
    film: FilmPage, poster: Picture | None, text_tracks: tuple[TextTrack, ...]
) -> Screen | None:
    """Return the film to play, None while we have none."""
    release = own_release(film)
    if release is None:
        return None
    url, made = release.url, release.film
    storyboard: dict[str, Any] | None = made["storyboard"]
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
        chapters=tuple(ChapterMark(each["start_s"], each["title"]) for each in made["chapters"]),
        chapters_src=url + made["chapters_vtt"] if made["chapters_vtt"] else "",
        storyboard=url + storyboard["vtt"] if storyboard else "",
        sounds=tuple(
            Sound(track["label"], track["language"], track.get("purpose", ""))
            for track in made["audio"]
        ),
    )
