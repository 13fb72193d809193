"""What of all comments the queue shows: its tab, its filters and its order, from an address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from matinee.catalogue.models import FilmPage
from matinee.discussion.models import Comment, Conversation
from matinee.discussion.search import found

State = Comment.State
TABS = {
    "waiting": "Waiting",
    "reported": "Reported",
    "public": "Public",
    "spam": "Spam",
    "removed": "Removed",
    "all": "All",
}
STATES = {
    "waiting": State.HELD,
    "public": State.PUBLIC,
    "spam": State.SPAM,
    "removed": State.REMOVED,
}
"""One state each: then an index has them in the order they are shown."""
WORDS = {
    "film": "under {}",
    "person": "from {}",
    "q": "with “{}” in them",
    "links": "with links",
    "moments": "with a moment",
    "since": "from {} on",
    "until": "until {}",
    "held_for": "held because of “{}”",
    "id": "number {} in the record",
}
MOST_COUNTED = 1000
FILMS_LISTED = 300
"""Films offered to choose from; the others are found by typing their title."""
REASONS_READ = 1000


@dataclass(frozen=True)
class Filters:
    """What is asked for; every part "" where nothing is."""

    tab: str = "waiting"
    film: str = ""
    """A title or a part of one; “#12 Low Water” is exactly the film 12."""
    person: str = ""
    q: str = ""
    links: str = ""
    moments: str = ""
    since: str = ""
    until: str = ""
    held_for: str = ""
    order: str = ""
    id: str = ""
    """One comment, to which the record leads."""

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        """Return the filters of an address or a form; what makes no sense is left out."""
        given = {each.name: query.get(each.name, "").strip()[:200] for each in fields(cls)}
        if given["tab"] not in TABS:
            given["tab"] = "waiting"
        for each in ("since", "until"):
            given[each] = str(_day(given[each]) or "")
        given["id"] = given["id"] if _number(given["id"]) else ""
        return cls(**given)

    @property
    def newest(self) -> bool:
        """Whether the newest stands first."""
        return self.order != "oldest"

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def narrow(self) -> bool:
        """Whether the filters that are folded away narrow the list or order it otherwise."""
        return bool(self.asked.keys() - {"tab", "q", "id"})

    @property
    def tab_label(self) -> str:
        """What the tab is called."""
        return TABS[self.tab]

    def told(self) -> str:
        """Return in words what narrows the list besides its tab."""
        parts = [WORDS[each].format(value) for each, value in self.asked.items() if each in WORDS]
        return ", ".join(parts)

    def query(self, **changed: str) -> str:
        """Return the address's query, some of it changed, without what is empty."""
        asked = {**self.asked, **changed}
        return urlencode({name: value for name, value in asked.items() if value})

    def comments(self) -> QuerySet[Comment]:
        """Return the comments that match, in no order."""
        rows = in_tab(self.tab)
        if self.film:
            rows = rows.filter(film__in=films_named(self.film))
        if self.person:
            rows = by_person(rows, self.person)
        for given, condition in _CONDITIONS.items():
            if value := getattr(self, given):
                rows = rows.filter(condition(value))
        return found(rows, self.q) if self.q else rows


def in_tab(tab: str) -> QuerySet[Comment]:
    """Return the comments of a tab."""
    if tab == "reported":
        return Comment.objects.filter(reports__gt=0)
    state = STATES.get(tab)
    return Comment.objects.filter(state=state) if state else Comment.objects.all()


def tab_counts(tabs: Iterable[str] = TABS) -> dict[str, str]:
    """Return how many comments each tab has, "1,000+" where counting on would take long."""
    return {tab: _told(in_tab(tab)) for tab in tabs}


def films_named(typed: str) -> list[int]:
    """Return the films meant by what was typed or chosen."""
    if typed.startswith("#") and (pk := _number(typed[1:].partition(" ")[0])):
        return [pk]
    named = FilmPage.objects.filter(title__icontains=typed).order_by("pk")
    return list(named.values_list("pk", flat=True)[:FILMS_LISTED])


def film_choices() -> list[str]:
    """Return films with a conversation as they are typed: “#12 Low Water”."""
    rows = Conversation.objects.filter(last_number__gt=0).order_by("film__title")
    titles = rows.values_list("film_id", "film__title")[:FILMS_LISTED]
    return [f"#{pk} {title}" for pk, title in titles]


def held_reasons() -> list[str]:
    """Return why comments wait, as far as the newest of them tell."""
    rows = Comment.objects.filter(state=State.HELD).order_by("-posted_at", "-pk")
    reasons = rows.values_list("held_for", flat=True)[:REASONS_READ]
    return sorted({each for each in reasons if each})


def by_person(rows: QuerySet[Comment], typed: str) -> QuerySet[Comment]:
    """Narrow comments to those of an address, of a name, or of the network of comment “#12”."""
    if typed.startswith("#") and (pk := _number(typed[1:])):
        network = Comment.objects.filter(pk=pk).values_list("network", flat=True)
        return rows.filter(network=network.first() or "-").exclude(network="")
    # An index that leaves out the empty is used only where the query says so, too.
    if "@" in typed:
        return rows.filter(email=typed.lower()).exclude(email="")
    return rows.alias(lower_name=Lower("name")).filter(lower_name=Lower(Value(typed)))


def _told(rows: QuerySet[Comment]) -> str:
    count = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


def _number(text: str) -> int:
    sane = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if sane else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(text: str, days: int = 0) -> datetime:
    """Return when a day begins for the editors."""
    day = date.fromisoformat(text) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time()))


_CONDITIONS: Mapping[str, Callable[[Any], Q]] = {
    "links": lambda _: Q(html__contains='href="http'),
    "moments": lambda _: Q(at_s__isnull=False),
    "since": lambda day: Q(posted_at__gte=_midnight(day)),
    "until": lambda day: Q(posted_at__lt=_midnight(day, 1)),
    "held_for": lambda reason: Q(held_for=reason),
    "id": lambda pk: Q(pk=int(pk)),
}
