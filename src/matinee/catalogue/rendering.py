"""The one renderer: published data to HTML, for the request, the preview and the baked file."""

from typing import Any

from django.template import engines
from jinja2 import Environment

from matinee.catalogue.published import (
    BrowsePageData,
    ConversationPageData,
    FilmPageData,
    FilmsPageData,
    HomePageData,
    NamePageData,
    NamesPageData,
    NoticePageData,
    ProgrammePageData,
    ProgrammesPageData,
    SearchPageData,
    TopicPageData,
    TopicsPageData,
    TranscriptPageData,
)
from matinee.catalogue.seen.heads import headed

PageData = (
    BrowsePageData
    | ConversationPageData
    | FilmPageData
    | FilmsPageData
    | HomePageData
    | NamePageData
    | NamesPageData
    | NoticePageData
    | ProgrammePageData
    | ProgrammesPageData
    | SearchPageData
    | TopicPageData
    | TopicsPageData
    | TranscriptPageData
)

_TEMPLATES: dict[type, str] = {
    BrowsePageData: "catalogue/browse.html",
    ConversationPageData: "discussion/page.html",
    FilmPageData: "catalogue/film.html",
    FilmsPageData: "catalogue/films.html",
    HomePageData: "programmes/home.html",
    NamePageData: "catalogue/name.html",
    NamesPageData: "catalogue/names.html",
    NoticePageData: "notice.html",
    ProgrammePageData: "programmes/programme.html",
    ProgrammesPageData: "programmes/index.html",
    SearchPageData: "search/page.html",
    TopicPageData: "catalogue/topic.html",
    TopicsPageData: "catalogue/topics.html",
    TranscriptPageData: "catalogue/transcript.html",
}


def render_page(data: PageData) -> str:
    """Return the page's HTML. The same data gives the same bytes, whoever asks and when."""
    template = public_environment().get_template(_TEMPLATES[type(data)])
    return template.render(page=headed(data))


def public_environment() -> Environment:
    """Return the environment of the public templates, the studio's being another."""
    engine: Any = engines["public"]
    environment: Environment = engine.env
    return environment
