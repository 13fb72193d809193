"""Which films' pages name a film among those that belong with it."""

import json
from collections.abc import Collection, Iterable

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from matinee.catalogue.gather.body import BodyNeeds
from matinee.catalogue.gather.credits import MAKERS
from matinee.catalogue.gather.related import mentions
from matinee.catalogue.gather.titles import ARTIST
from matinee.catalogue.models import Credit, FilmPage, Relation
from matinee.catalogue.words import linked_pages
from matinee.publishing.marks import key_of

MOST = 300
"""A change of one film bakes at most so many further films of its makers, the newest.

Pages of older ones keep the card they have until they are baked for another reason: who made
more films than this would else make every change slow.
"""


def related_reach(film_ids: Collection[int]) -> set[str]:
    """Return the pages of films tied to these, by an editor, by their words or by a maker.

    It reads the rows as they are, so those tied by what is being saved are told by
    `words_reach` and by the relations' own signals.
    """
    related = {*_translations(film_ids), *_tied(film_ids), *_of_the_same(film_ids)}
    related.update(source for source, _ in mentions(to=film_ids))
    related.update(target for _, target in mentions(by=film_ids))
    return _keys(related)


def words_reach(film: FilmPage) -> set[str]:
    """Return the pages of films to which the film's words lead, as they are being saved."""
    needs = BodyNeeds()
    needs.add(film.body.raw_data)
    return _keys({*needs.film_ids, *linked_pages([*needs.texts, film.statement])})


def relation_reach(relation: Relation) -> set[str]:
    """Return the pages at both ends of a relation."""
    return _keys({relation.film_id, relation.other_id, *_translations([relation.film_id])})


def elsewhere_reach(url: str) -> set[str]:
    """Return the pages of the films that play at an address, or have it among their words."""
    # The body is JSON in the database: the address stands in it as JSON writes it.
    typed = json.dumps(url)[1:-1]
    films = FilmPage.objects.annotate(words=Cast("body", TextField()))
    among = films.filter(Q(elsewhere_url=url) | Q(words__contains=typed))
    return _keys(among.values_list("pk", flat=True))


def _keys(film_ids: Iterable[int]) -> set[str]:
    return {key_of("film", pk) for pk in film_ids}


def _translations(film_ids: Collection[int]) -> set[int]:
    """Return the pages of the same films in other languages, and their originals."""
    films = FilmPage.objects.filter(Q(pk__in=film_ids) | Q(translation_of__in=film_ids))
    rows = films.values_list("pk", "translation_of_id")
    return {pk for row in rows for pk in row if pk}


def _tied(film_ids: Collection[int]) -> set[int]:
    rows = Relation.objects.filter(Q(film__in=film_ids) | Q(other__in=film_ids))
    return {pk for row in rows.values_list("film_id", "other_id") for pk in row}


def _of_the_same(film_ids: Collection[int]) -> set[int]:
    """Return the newest films of the makers of these, and of their artists."""
    found: set[int] = set()
    for roles in (MAKERS, (ARTIST,)):
        who = Credit.objects.filter(film__in=film_ids, role_key__in=roles)
        rows = list(who.values_list("person_id", "company_id"))
        people = {person for person, _ in rows if person}
        companies = {company for _, company in rows if company}
        if rows:
            films = FilmPage.objects.filter(
                Q(credits__person__in=people) | Q(credits__company__in=companies),
                credits__role_key__in=roles,
            )
            newest = films.order_by("-first_published_at", "-pk").values_list("pk", flat=True)
            found.update(newest.distinct()[:MOST])
    return found
