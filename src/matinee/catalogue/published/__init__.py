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
from matinee.catalogue.published.names import (
    FilmographyGroup,
    Letter,
    NameGroup,
    NamePageData,
    NamesPageData,
)
from matinee.catalogue.published.notices import NoticePageData
from matinee.catalogue.published.shared import (
    Alternate,
    CreditName,
    Feed,
    FilmCard,
    FilmFile,
    FilmRecord,
    Head,
    House,
    Link,
    Picture,
    RecordCredit,
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
    "FilmFile",
    "FilmPageData",
    "FilmRecord",
    "FilmographyGroup",
    "FilmsPageData",
    "Head",
    "HomePageData",
    "House",
    "Letter",
    "Link",
    "Maker",
    "NameGroup",
    "NamePageData",
    "NamesPageData",
    "NoticePageData",
    "Origin",
    "Picture",
    "PressQuote",
    "RecordCredit",
    "RelatedFilms",
    "Screen",
    "ScreeningLine",
    "Screenings",
    "TextTrack",
]
