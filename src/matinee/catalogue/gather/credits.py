"""Credits as pages print them: roles with their names, the byline, the leading few."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.db.models.functions import Lower

from matinee.catalogue.gather.printed_credit import COLUMNS, PrintedCredit, PrintedName
from matinee.catalogue.gather.titles import ARTIST, BRAND, FEATURED
from matinee.catalogue.models import Company, Credit, FilmPage, Person
from matinee.catalogue.published import CreditLine, CreditName, PrintedTitle
from matinee.catalogue.roles import ROLES

MAKERS = tuple(each.key for each in ROLES.values() if each.maker)
ON_CARDS = (*MAKERS, ARTIST, FEATURED, BRAND)
"""The roles whose names stand in a film's title or byline."""

_PERSON: Any = Credit._meta.get_field("person")
_COMPANY: Any = Credit._meta.get_field("company")


def gather_credits(
    film_ids: Iterable[int], among: Sequence[str] | None = None
) -> dict[int, list[Credit]]:
    """Return every film's credits in billing order, names loaded, in three queries.

    They are rows to print, read as the model is read. `among` leaves out all roles but these.
    """
    rows: Any = Credit.objects.filter(film_id__in=film_ids)
    if among is not None:
        # Lower keeps the database from walking all credits of a role, of every film there is.
        rows = rows.alias(key=Lower("role_key")).filter(key__in=among)
    rows = rows.order_by("film_id", "sort_order", "pk").values_list(*COLUMNS)
    printed = [PrintedCredit(*row) for row in rows]
    people = _named("person", {each.person_id for each in printed if each.person_id})
    companies = _named("company", {each.company_id for each in printed if each.company_id})
    credits: dict[int, list[Any]] = defaultdict(list)
    for each in printed:
        each.person = people.get(each.person_id)
        each.company = companies.get(each.company_id)
        credits[each.film_id].append(each)
    return credits


def draft_credits(film: FilmPage) -> list[Credit]:
    """Return the credits that the page object itself carries, saved or not."""
    credits = sorted(film.credits.all(), key=lambda credit: credit.sort_order or 0)
    load_names(credits)
    return credits


def load_names(credits: Sequence[Credit]) -> None:
    """Load who is credited, only what a credit prints, in two queries."""
    # Each once however often credited. Django's own prefetching asks for hundreds of rows by a
    # condition each, which costs more than the rows.
    people = Person.objects.only("name", "slug").in_bulk(_ids(credits, "person_id"))
    companies = Company.objects.only("name", "slug").in_bulk(_ids(credits, "company_id"))
    _set_names(credits, people, companies)


def _named(kind: str, ids: set[int]) -> dict[int | None, PrintedName]:
    model = Person if kind == "person" else Company
    rows = model.objects.filter(pk__in=ids).order_by().values_list("pk", "name", "slug")
    return {pk: PrintedName(kind, pk, name, slug) for pk, name, slug in rows} if ids else {}


def _ids(credits: Iterable[Credit], field: str) -> set[int]:
    return {pk for credit in credits if (pk := getattr(credit, field))}


def _set_names(
    credits: Iterable[Credit], people: Mapping[int, Any], companies: Mapping[int, Any]
) -> None:
    for credit in credits:
        if credit.person_id:
            _PERSON.set_cached_value(credit, people[credit.person_id])
        if credit.company_id:
            _COMPANY.set_cached_value(credit, companies[credit.company_id])


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


def byline(credits: Iterable[Credit], title: PrintedTitle) -> tuple[CreditName, ...]:
    """Return those who made the film, each once, as it prints them.

    None where the title says their names already.
    """
    shown = [] if title.names_makers else _each_once(makers(credits))
    return tuple(
        _bare_name(credit, credit.joiner if place else "") for place, credit in enumerate(shown)
    )


def byline_label(film: FilmPage, credits: Iterable[Credit]) -> str:
    """Return what stands before the byline: the makers' own wording where they share one."""
    wordings = {credit.label for credit in _each_once(makers(credits))}
    wording = wordings.pop() if len(wordings) == 1 else ""
    if wording:
        return wording if wording.casefold().endswith(" by") else f"{wording}:"
    directed = film.kind in (FilmPage.Kind.MUSIC_VIDEO, FilmPage.Kind.ADVERTISEMENT)
    return "Directed by" if directed else "A film by"


def makers(credits: Iterable[Credit]) -> list[Credit]:
    """Return the credits of those who made the film."""
    return [credit for credit in credits if credit.role.maker]


def credit_name(credit: Credit) -> CreditName:
    """Return one name of a credit with all that is printed about it."""
    named = credit.named
    return CreditName(
        credit.printed_name(),
        named.address if named else "",
        on_behalf_of=credit.on_behalf_of,
        character=credit.character,
        for_word=credit.for_word or "for",
        joiner=credit.joiner,
    )


def _each_once(credits: Iterable[Credit]) -> list[Credit]:
    """Return the first credit of everyone, however often and in whatever wording they appear."""
    first: dict[tuple[int | None, int | None, str], Credit] = {}
    for credit in credits:
        named = credit.person_id or credit.company_id
        printed = "" if named else credit.name_as_printed
        first.setdefault((credit.person_id, credit.company_id, printed), credit)
    return list(first.values())


def _bare_name(credit: Credit, joiner: str) -> CreditName:
    named = credit.named
    return CreditName(credit.printed_name(), named.address if named else "", joiner=joiner)
