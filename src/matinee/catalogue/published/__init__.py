"""What a public page shows: frozen data, complete, the only thing templates receive.

Every href and src is root-relative, unless said otherwise. Text is plain unless its type is
Markup.
"""

from matinee.catalogue.published.film import (
    Award,
    ChapterMark,
    Contact,
    CreditLine,
    Elsewhere,
    Enquiries,
    Fact,
    FilmPageData,
    Maker,
    Origin,
    PressQuote,
    RelatedFilms,
    Screen,
    ScreeningLine,
    Screenings,
    TextTrack,
)
from matinee.catalogue.published.lists import FilmsPageData, HomePageData
from matinee.catalogue.published.names import FilmographyGroup, NamePageData, NamesPageData
from matinee.catalogue.published.notices import NoticePageData
from matinee.catalogue.published.shared import (
    Alternate,
    CreditName,
    Feed,
    FilmCard,
    Head,
    House,
    Link,
    Picture,
)

__all__ = [
    "Alternate",
    "Award",
    "ChapterMark",
    "Contact",
    "CreditLine",
    "CreditName",
    "Elsewhere",
    "Enquiries",
    "Fact",
    "Feed",
    "FilmCard",
    "FilmPageData",
    "FilmographyGroup",
    "FilmsPageData",
    "Head",
    "HomePageData",
    "House",
    "Link",
    "Maker",
    "NamePageData",
    "NamesPageData",
    "NoticePageData",
    "Origin",
    "Picture",
    "PressQuote",
    "RelatedFilms",
    "Screen",
    "ScreeningLine",
    "Screenings",
    "TextTrack",
]
