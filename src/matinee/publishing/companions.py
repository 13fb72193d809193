"""The files that stand beside a page, each a pure function of what the page shows."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from matinee.catalogue.published import (
    FilmPageData,
    HomePageData,
    NamePageData,
    ProgrammePageData,
    TopicPageData,
    TranscriptPageData,
)
from matinee.catalogue.rendering import PageData
from matinee.correspondence.pages import form_pages, render
from matinee.programmes.playing import picks_address, picks_json
from matinee.publishing.chapters import chapters_file
from matinee.publishing.embeds import embed_page
from matinee.publishing.feeds import name_feed, programme_feeds, topic_feed
from matinee.publishing.files import File
from matinee.publishing.opensearch import opensearch
from matinee.publishing.robots import robots
from matinee.publishing.screenings_calendar import screenings_calendar
from matinee.publishing.share_pictures import share_file
from matinee.publishing.transcripts import transcript_files


def companions(page: PageData) -> Iterator[File]:
    """Yield the files that accompany the page."""
    for make in _COMPANIONS.get(type(page), ()):
        yield from make(page)


def _forms(page: FilmPageData) -> Iterator[File]:
    """Yield the forms the film offers, so that a copy of the site shows them, too."""
    for form in form_pages(page):
        yield File(form.address, render(form).encode())


def _picks(page: ProgrammePageData) -> Iterator[File]:
    """Yield what its films' pages read to go on from one to the next."""
    yield File(picks_address(page.address), picks_json(page))


_COMPANIONS: dict[type, tuple[Callable[[Any], Iterable[File]], ...]] = {
    FilmPageData: (_forms, chapters_file, embed_page, share_file, screenings_calendar),
    HomePageData: (robots, share_file, opensearch),
    NamePageData: (name_feed, share_file),
    ProgrammePageData: (_picks, programme_feeds, share_file),
    TopicPageData: (topic_feed, share_file),
    TranscriptPageData: (transcript_files,),
}
