"""The chapters that an editor gave a film, as the track that the player's bar reads."""

from dataclasses import replace
from urllib.parse import quote

from matinee.catalogue.published import FilmPageData
from matinee.catalogue.seen.addresses import chapters_address
from matinee.media.chapters import chapters_vtt, whole_chapters
from matinee.media.film import Chapter


def chapters_track(page: FilmPageData) -> str:
    """Return them as WebVTT, "" without any: those of the master stand beside its renditions."""
    screen = page.screen
    if screen is None or screen.chapters_src != chapters_address(page.address):
        return ""
    marks = [Chapter(each.start_s, screen.duration_s, each.title) for each in screen.chapters]
    return chapters_vtt(whole_chapters(marks, screen.duration_s))


def with_chapters_within(page: FilmPageData) -> FilmPageData:
    """Return a draft's page with its chapters in it: the file of that name is the published one."""
    track = chapters_track(page)
    if not page.screen or not track:
        return page
    src = f"data:text/vtt;charset=utf-8,{quote(track)}"
    return replace(
        page,
        screen=replace(page.screen, chapters_src=src),
        head=replace(page.head, media=(*page.head.media, "data:")),
    )
