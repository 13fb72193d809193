"""Furnishes the sample site: delivers its short films, then writes its pages."""

from collections.abc import Callable
from pathlib import Path

from matinee.catalogue.entry import FilmEntry
from matinee.catalogue.models import FilmPage
from matinee.cli.delivery import Delivery, deliver
from matinee.cli.demo.house import programme_words as words
from matinee.cli.demo.house.programme_page import (
    enter_elsewhere,
    enter_in_progress,
    is_written,
    write_programme,
)
from matinee.cli.demo.house.release_page import write_release_page
from matinee.cli.demo.house.talk import talk
from matinee.cli.demo.shorts.making import SHORTS, make_short
from matinee.cli.demo.shots import placed
from matinee.media import tool
from matinee.media.events import Listener, Note
from matinee.media.recipe import EncodeOptions

SHORT_ENTRIES = {
    "corridor": words.CORRIDOR,
    "come-in": words.COME_IN,
    "making-come-in": words.MAKING,
}
# Small films that are seen once: the one codec that every browser plays, quickly made.
OPTIONS = EncodeOptions(quality="draft", av1=False, language="en")
TRAILER_S = 10.0


def furnish(
    heights: FilmPage, making: Path, listener: Listener, stopping: Callable[[], bool]
) -> None:
    """Bring in the other films and write all pages, unless they stand already."""
    if is_written():
        return
    films = {"heights": heights}
    for key, short in SHORTS.items():
        listener(Note(f"“{SHORT_ENTRIES[key].title}”"))
        films[key] = _deliver(make_short(making, short), SHORT_ENTRIES[key], listener, stopping)
    listener(Note(f"“{words.TRAILER.title}”"))
    trailer = _deliver(_cut_trailer(heights, making), words.TRAILER, listener, stopping)
    films["elsewhere"] = enter_elsewhere()
    write_release_page(heights, enter_in_progress(), trailer)
    write_programme(films)
    talk(films)


def _deliver(
    master: Path, entry: FilmEntry, listener: Listener, stopping: Callable[[], bool]
) -> FilmPage:
    delivery = Delivery(master, entry, options=OPTIONS)
    return deliver(delivery, listener, stopping)


def _cut_trailer(heights: FilmPage, making: Path) -> Path:
    """Cut the trailer out of the master, from the first frame of a shot and without encoding."""
    master = heights.master
    if master is None:
        raise ValueError("the sample film has no master")
    start = next(each for each in placed() if each.shot.key == "harbour").start_s
    making.mkdir(parents=True, exist_ok=True)
    trailer = making / "trailer.mp4"
    argv = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-y",
        "-ss", f"{start:.3f}", "-i", str(master.path), "-t", f"{TRAILER_S}",
        "-map", "0:v", "-map", "0:a:0", "-map_chapters", "-1", "-c", "copy", str(trailer),
    ]  # fmt: skip
    tool.run(argv, name="ffmpeg")
    return trailer
