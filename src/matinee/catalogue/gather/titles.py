"""A film's title as it is printed, with the names that its credits put into it."""

from collections.abc import Sequence

from matinee.catalogue.models import Credit, FilmPage
from matinee.catalogue.published import PrintedTitle
from matinee.catalogue.titles import TitleParts, advertisement_title, music_video_title

ARTIST, FEATURED, BRAND = "artist", "featured-artist", "brand"

_OWN = "\0"
_FORMS = {
    FilmPage.Kind.MUSIC_VIDEO: music_video_title,
    FilmPage.Kind.ADVERTISEMENT: advertisement_title,
}


def printed_title(film: FilmPage, credits: Sequence[Credit]) -> PrintedTitle:
    """Return the title, for a music video or an advertisement as the trade writes it."""
    form = _FORMS.get(FilmPage.Kind(film.kind))
    if form is None or film.title_form != FilmPage.TitleForm.TRADE:
        return PrintedTitle(film.title)
    directors = _names([each for each in credits if each.role.maker])
    brands = _names(credits, BRAND)
    # The title's own words may occur in a name; a letter that no name has marks its place.
    before, _, after = form(
        TitleParts(_OWN, _names(credits, ARTIST), _names(credits, FEATURED), directors, brands)
    ).partition(_OWN)
    names_makers = form is advertisement_title and bool(directors and brands)
    return PrintedTitle(film.title, before, after, names_makers)


def whole_title(title: PrintedTitle) -> str:
    """Return the three parts as the one line they make."""
    return f"{title.before}{title.own}{title.after}"


def _names(credits: Sequence[Credit], role_key: str = "") -> tuple[str, ...]:
    """Return the names as printed, each once."""
    among = (each for each in credits if not role_key or each.role_key == role_key)
    return tuple(dict.fromkeys(each.printed_name() for each in among))
