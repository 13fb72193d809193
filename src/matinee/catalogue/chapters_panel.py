"""Shows, under a film's chapters, those it could have: its master's and those proposed."""

from dataclasses import dataclass
from typing import Any

from wagtail.admin.panels import InlinePanel, Panel

from matinee.media.storyboard_tiles import tile_at
from matinee.media.timecode import clock
from matinee.releases.models import Release


@dataclass(frozen=True)
class Offer:
    """A chapter to take into the form with one click; `sheet` is "" without a storyboard."""

    time: str
    title: str
    sheet: str = ""
    left_px: int = 0
    top_px: int = 0
    width_px: int = 0
    height_px: int = 0


def chapter_panels() -> list[Panel]:
    """Return the panels of a film's chapters and of those it is offered."""
    return [
        InlinePanel(
            "chapters",
            label="chapter",
            heading="Chapters",
            help_text="A time such as 1:02:03, and a title. Shown on the bar and on the page."
            " Without any, those that the master itself marks are shown.",
        ),
        OfferedChaptersPanel(heading="Chapters to take over"),
    ]


class OfferedChaptersPanel(Panel):
    """Offers chapters with the picture of their moment; none is shown before an editor takes it."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one film."""

        template_name = "catalogue/studio/offered_chapters.html"

        def is_shown(self) -> bool:
            """Stay away where there is nothing to offer."""
            return bool(offered_chapters(self.instance.release))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what is offered, and whether it is the master's."""
            release = self.instance.release
            return {
                **super().get_context_data(parent_context),
                "offers": offered_chapters(release),
                "of_master": bool(release.film["chapters"]),
            }


def offered_chapters(release: Release | None) -> list[Offer]:
    """Return the chapters that the release's master marks, else those proposed, untitled."""
    if release is None:
        return []
    marked = [(each["start_s"], each["title"]) for each in release.film["chapters"]]
    found = marked or [(start_s, "") for start_s in release.proposed_chapters]
    return [_offer(release, start_s, title) for start_s, title in found]


def _offer(release: Release, start_s: float, title: str) -> Offer:
    board: dict[str, Any] | None = release.film["storyboard"]
    if not board:
        return Offer(clock(start_s), title)
    # What is shown a moment into the chapter: its first tile may still end the one before.
    place = tile_at(start_s + board["interval_s"] / 2, release.duration_s, board["interval_s"])
    if place.sheet >= len(board["sheets"]):
        return Offer(clock(start_s), title)
    width, height = board["tile_width"], board["tile_height"]
    return Offer(
        time=clock(start_s),
        title=title,
        sheet=release.url + board["sheets"][place.sheet],
        left_px=place.column * width,
        top_px=place.row * height,
        width_px=width,
        height_px=height,
    )
