"""Who made films with whom: worked out from the credits, entered by nobody."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from matinee.catalogue.gather.films import listed_films
from matinee.catalogue.models import Company, Credit, Person
from matinee.catalogue.published import Link
from matinee.catalogue.roles import ROLES, Department

TOGETHER = 2
"""In how many films two must both be credited; once is what the film's page says already."""
SHOWN = 12

_NOT_WORK = [role.key for role in ROLES.values() if role.department is Department.THANKS]

Name = tuple[str, int]
"""A kind, "person" or "company", and an id."""


def collaborators(kind: str, ids: Iterable[int]) -> dict[int, tuple[Link, ...]]:
    """Return with whom each name made most films, most often first, then by name.

    Four queries, however many names are asked about.
    """
    chosen = {
        pk: [other for other, _ in counts.most_common()]
        for pk, counts in _counted(kind, list(ids)).items()
    }
    wanted = {name for names in chosen.values() for name in names}
    people = Person.objects.only("name", "sort_name", "slug").in_bulk(_ids(wanted, "person"))
    companies = Company.objects.only("name", "sort_name", "slug").in_bulk(_ids(wanted, "company"))
    links = {
        **{("person", pk): Link(row.name, row.address) for pk, row in people.items()},
        **{("company", pk): Link(row.name, row.address) for pk, row in companies.items()},
    }
    return {pk: tuple(links[name] for name in names)[:SHOWN] for pk, names in chosen.items()}


def close_to(kind: str, pk: int) -> set[Name]:
    """Return those on whose page this name may stand as one they worked with."""
    return set(_counted(kind, [pk]).get(pk, ()))


def _counted(kind: str, ids: list[int]) -> dict[int, Counter[Name]]:
    """Count the films that each name shares with others, those shared often enough."""
    public = listed_films().order_by().values("pk")
    work = Credit.objects.filter(film__in=public).exclude(role_key__in=_NOT_WORK)
    mine = set(work.filter(**{f"{kind}__in": ids}).values_list(f"{kind}_id", "film_id"))
    films: dict[int, set[Name]] = defaultdict(set)
    rows = work.filter(film__in={film for _, film in mine})
    for film, person, company in rows.values_list("film_id", "person_id", "company_id"):
        if person or company:
            films[film].add(("person", person) if person else ("company", company))
    counts: dict[int, Counter[Name]] = defaultdict(Counter)
    for pk, film in sorted(mine):
        counts[pk].update(sorted(films[film] - {(kind, pk)}))
    return {
        pk: Counter({name: times for name, times in counted.items() if times >= TOGETHER})
        for pk, counted in counts.items()
    }


def _ids(names: Iterable[Name], kind: str) -> list[int]:
    return [pk for each, pk in names if each == kind]
