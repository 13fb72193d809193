"""What all pages of conversations stand on: the films, how things stand, how far numbers go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from matinee.catalogue.gather.house import front_end, gather_house
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import Feed, House, Link
from matinee.discussion.addresses import endpoint, feed_address
from matinee.discussion.gather.threads import Stage
from matinee.discussion.models import Conversation, ConversationRules
from matinee.discussion.standing import Standing, standing_by


@dataclass(frozen=True)
class Known:
    """The films that anyone may see and under which something was said, by id."""

    house: House
    films: Mapping[int, FilmPage]
    standings: Mapping[int, Standing]
    conversations: Mapping[int, Conversation]

    def stage(self, film_id: int, **more: object) -> Stage:
        """Return where the comments of a film stand, on any page but its own."""
        takes = self.standings[film_id].takes
        return Stage(self.films[film_id].address, on_film=False, takes=takes, **more)  # type: ignore[arg-type]

    def last_number(self, film_id: int) -> int:
        """Return the number of the newest thread."""
        return self.conversations[film_id].last_number


def conversing(film_ids: Iterable[int]) -> Known:
    """Return what is known of the films whose conversations have pages; constant queries."""
    found = conversing_films().filter(pk__in=set(film_ids))
    films = {film.pk: film for film in found}
    rules = ConversationRules.load()
    rows = {each.film_id: each for each in Conversation.objects.filter(film__in=films)}
    ways = {pk: standing_by(each, rules, films[pk].first_published_at) for pk, each in rows.items()}
    conversations = {pk: each for pk, each in rows.items() if each.last_number and ways[pk].exists}
    return Known(gather_house(), {pk: films[pk] for pk in conversations}, ways, conversations)


def conversing_films() -> QuerySet[FilmPage]:
    """Return the films that anyone may see, with what pages of conversations tell of them."""
    shown = ("title", "slug", "first_published_at", "page_language", "translation_key")
    return FilmPage.objects.live().public().only(*shown)


def told_as(film: FilmPage) -> str:
    """Return all that the pages of a film's conversation tell of the film, in one line.

    While it stays the same they need not be made anew. It is what `conversing_films` loads.
    """
    seen = "public" if film.live else "hidden"
    return f"{seen}\n{film.slug}\n{film.page_language}\n{film.title}"


def comments_feed(house: House, film: Link) -> Feed | None:
    """Return the feed of a film's comments, None where the site has no address."""
    return Feed(f"Comments: {film.label}", feed_address(film.href)) if house.base else None


def script() -> str:
    """Return the URL of the script that posts in place, "" where it was never built."""
    name = front_end().get("conversation.js")
    return f"{settings.STATIC_URL}matinee/{name}" if name else ""


def other_origin() -> str:
    """Return the other host that takes what is written, "" where it is this one."""
    parts = urlsplit(endpoint())
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def films_with_pages() -> Iterable[int]:
    """Return the films whose conversations may have pages."""
    return Conversation.objects.filter(last_number__gt=0).values_list("film", flat=True)
