"""Credits as pages print them: roles with their names, the byline, the leading few."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db.models import Prefetch, prefetch_related_objects

from matinee.catalogue.models import Company, Credit, FilmPage, Person
from matinee.catalogue.published import CreditLine, CreditName


def gather_credits(film_ids: Iterable[int]) -> dict[int, list[Credit]]:
    """Return every film's credits in billing order, names loaded, in three queries."""
    credits: dict[int, list[Credit]] = defaultdict(list)
    rows = list(Credit.objects.filter(film_id__in=film_ids).order_by("film_id", "sort_order", "pk"))
    load_names(rows)
    for credit in rows:
        credits[credit.film_id].append(credit)
    return credits


def draft_credits(film: FilmPage) -> list[Credit]:
    """Return the credits that the page object itself carries, saved or not."""
    credits = sorted(film.credits.all(), key=lambda credit: credit.sort_order or 0)
    load_names(credits)
    return credits


def load_names(credits: Sequence[Credit]) -> None:
    """Load who is credited, only what a credit prints, in two queries."""
    # Each person once however often credited, and without the long texts about them.
    prefetch_related_objects(
        credits,
        Prefetch("person", Person.objects.only("name", "slug")),
        Prefetch("company", Company.objects.only("name", "slug")),
    )


def credit_lines(credits: Iterable[Credit]) -> tuple[CreditLine, ...]:
    """Return the roll: neighbours of the same role and wording share one line."""
    lines = []
    for _, group in groupby(credits, key=lambda credit: (credit.role_key, credit.label)):
        names = list(group)
        label = names[0].printed_label(len(names))
        lines.append(CreditLine(label, tuple(credit_name(each) for each in names)))
    return tuple(lines)


def leading_lines(credits: Iterable[Credit]) -> tuple[CreditLine, ...]:
    """Return the lines of the roles that stand beside the film's words."""
    return credit_lines(credit for credit in credits if credit.role.leading)


def byline(credits: Sequence[Credit]) -> tuple[CreditName, ...]:
    """Return those who made the film, each once, as it prints them."""
    by_name = {
        (credit.person_id, credit.company_id, credit.name_as_printed): credit
        for credit in reversed(makers(credits))
    }
    return tuple(_bare_name(credit) for credit in reversed(by_name.values()))


def makers(credits: Iterable[Credit]) -> list[Credit]:
    """Return the credits of those who made the film."""
    return [credit for credit in credits if credit.role.maker]


def credit_name(credit: Credit) -> CreditName:
    """Return one name of a credit with all that is printed about it."""
    bare = _bare_name(credit)
    return CreditName(
        bare.name,
        bare.href,
        on_behalf_of=credit.on_behalf_of,
        character=credit.character,
        for_word=credit.for_word or "for",
    )


def _bare_name(credit: Credit) -> CreditName:
    named = credit.person or credit.company
    return CreditName(credit.printed_name(), named.address if named else "")
