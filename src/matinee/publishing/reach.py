"""Which pages show what: the keys to bake anew when something changes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Model, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import ReferenceIndex

from matinee.catalogue.gather.collaborators import close_to
from matinee.catalogue.gather.credits import ON_CARDS
from matinee.catalogue.gather.leaves import existing_leaves
from matinee.catalogue.listing import Change
from matinee.catalogue.models import (
    Company,
    Credit,
    Facet,
    FilmFacet,
    FilmIndexPage,
    FilmPage,
    Person,
    Picture,
    Place,
    Subject,
)
from matinee.catalogue.paging import changed_pages, page_of
from matinee.programmes.models import HomePage, Pick, ProgrammeIndexPage, ProgrammePage
from matinee.publishing.marks import (
    CARDS,
    FILMS,
    HOME,
    NAME_LISTS,
    PROGRAMME,
    PROGRAMMES,
    TOPIC_LISTS,
    TRANSCRIPT,
    key_of,
    kind_of,
    leaf_key,
)
from matinee.publishing.mention_reach import mention_reach
from matinee.publishing.related_reach import related_reach

_SOURCES = (
    (FilmPage, "film"),
    (Person, "person"),
    (Company, "company"),
    (Subject, "subject"),
    (Place, "place"),
    (ProgrammePage, PROGRAMME),
)
_UNBAKED = frozenset({"decade"})
"""What films are found by only when somebody asks."""


def film_reach(film_id: int) -> set[str]:
    """Return the film's page, its words, the lists, whoever it credits, and what links to it."""
    return {
        key_of("film", film_id),
        key_of(TRANSCRIPT, film_id),
        HOME,
        key_of(CARDS, film_id),
        *_names_of([film_id]),
        *_letters_of(film_id),
        *_linking_to(FilmPage(pk=film_id)),
        *related_reach([film_id]),
        *mention_reach("film", film_id),
    }


def name_reach(kind: str, pk: int) -> set[str]:
    """Return the name's page and list, every film that credits it, and where it is a byline.

    A maker's name stands on the film's card too: on the front page, in lists of films
    and on the page of everyone else in that film. Any name may stand on the pages of those
    it often worked with.
    """
    credits = Credit.objects.filter(**{f"{kind}_id": pk})
    rows = list(credits.values_list("film_id", "role_key"))
    made = {film_id for film_id, role_key in rows if role_key in ON_CARDS}
    keys = {key_of(kind, pk), *_letters(kind, [pk]), *mention_reach(kind, pk)}
    keys.update(key_of("film", film_id) for film_id, _ in rows)
    keys.update(key_of(*each) for each in close_to(kind, pk))
    if made:
        keys.update({HOME}, _names_of(made), (key_of(CARDS, film_id) for film_id in made))
        keys |= related_reach(made)
    return keys | programmes_with(film_id for film_id, _ in rows) | _chosen_by(kind, pk)


def credit_reach(credit: Credit) -> set[str]:
    """Return the pages of the film and of the one named.

    Whose names stood in the film before is known to film_reach alone.
    """
    keys = {key_of("film", credit.film_id), HOME, key_of(CARDS, credit.film_id)}
    for kind in NAME_LISTS:
        if pk := getattr(credit, f"{kind}_id"):
            keys.update({key_of(kind, pk), *_letters(kind, [pk])})
    return keys | related_reach([credit.film_id]) if credit.role_key in ON_CARDS else keys


def picture_reach(picture: Picture) -> set[str]:
    """Return the pages that show the picture, as poster, portrait or among the words."""
    keys: set[str] = set()
    for key in _linking_to(picture):
        kind, _, pk = key.partition(":")
        if kind == "film":
            keys |= film_reach(int(pk))
        elif kind in NAME_LISTS:
            keys |= name_reach(kind, int(pk))
        elif kind == PROGRAMME:
            keys |= programme_reach(int(pk))
        else:
            keys.add(key)
    return keys


def master_reach(master_id: int) -> set[str]:
    """Return the pages of the films of one master, for what the player and the words show.

    A page in another language that has no master of its own shows its original's.
    """
    shows = Q(master_id=master_id) | Q(translation_of__master_id=master_id)
    films = FilmPage.objects.filter(shows).values_list("pk", flat=True)
    return {key_of(kind, pk) for pk in films for kind in ("film", TRANSCRIPT)}


def list_reach(changes: Iterable[Change]) -> set[str]:
    """Return the pages of lists that change with these, and the lists of topics that count."""
    keys = set()
    for change in changes:
        for number in changed_pages(change.older, change.before, change.after):
            keys.add(leaf_key(change.kind, change.value, number))
        if change.kind in TOPIC_LISTS:
            keys.add(TOPIC_LISTS[change.kind])
        if not (change.before and change.after):
            # The first or the last of its kind: the ways to find films by may be others now.
            keys.update({FILMS, *TOPIC_LISTS.values()})
    return {key for key in keys if kind_of(key) not in _UNBAKED}


def leaves_with(film_ids: Iterable[int]) -> set[str]:
    """Return the pages of lists on which these films stand now."""
    older = FilmFacet.objects.filter(facet=OuterRef("facet"), place__lt=OuterRef("place"))
    counted = older.order_by().values("facet").annotate(films=Count("pk")).values("films")
    rows = FilmFacet.objects.filter(film_id__in=film_ids).annotate(
        older=Coalesce(Subquery(counted), 0)
    )
    columns = ("facet__kind", "facet__value", "facet__films", "older")
    return {
        leaf_key(kind, value, page_of(older, films))
        for kind, value, films, older in rows.values_list(*columns)
        if kind not in _UNBAKED
    }


def programme_reach(programme_id: int) -> set[str]:
    """Return the programme's page, the lists, its films, and pages that link to it."""
    films = Pick.objects.filter(programme=programme_id).values_list("film", flat=True)
    return {
        key_of(PROGRAMME, programme_id),
        PROGRAMMES,
        HOME,
        *(key_of("film", film_id) for film_id in films),
        *_linking_to(ProgrammePage(pk=programme_id)),
        *mention_reach(PROGRAMME, programme_id),
    }


def programmes_with(film_ids: Iterable[int]) -> set[str]:
    """Return the programmes that show any of these films, their list with them.

    A programme names the making-ofs of its films, too, and leads to its curator's page while
    a public film credits them.
    """
    films = list(film_ids)
    shows = (
        Q(picks__film__in=films)
        | Q(picks__film__related_by__film__in=films)
        | Q(chosen_by__credits__film__in=films)
    )
    programmes = set(ProgrammePage.objects.filter(shows).values_list("pk", flat=True))
    return {key_of(PROGRAMME, pk) for pk in programmes} | ({PROGRAMMES} if programmes else set())


def topic_reach(kind: str, pk: int) -> set[str]:
    """Return a subject's or place's own pages, the list of all, and the pages of its films."""
    films = FilmPage.objects.filter(**{f"film_{kind}s__{kind}": pk}).values_list("pk", flat=True)
    return {
        TOPIC_LISTS[kind],
        *(key_of("film", film_id) for film_id in films),
        *leaves_of(Facet.objects.filter(kind=kind, value=str(pk))),
    }


def leaves_of(facets: Iterable[Facet]) -> set[str]:
    """Return all pages of the lists of these facets."""
    return {
        leaf_key(each.facet.kind, each.facet.value, each.number) for each in existing_leaves(facets)
    }


def _chosen_by(kind: str, pk: int) -> set[str]:
    """Return the pages that name someone as who chose a programme."""
    found = ProgrammePage.objects.filter(chosen_by=pk) if kind == "person" else ()
    keys = {key_of(PROGRAMME, each.pk) for each in found}
    return keys | {PROGRAMMES, HOME} if keys else keys


def _names_of(film_ids: Iterable[int]) -> set[str]:
    credits = Credit.objects.filter(film_id__in=film_ids)
    rows = credits.values_list("person_id", "company_id")
    return {
        key_of(kind, pk)
        for row in rows
        for kind, pk in zip(NAME_LISTS, row, strict=True)
        if pk is not None
    }


def _letters_of(film_id: int) -> set[str]:
    """Return the pages of the lists on which those credited in a film stand."""
    credits = Credit.objects.filter(film_id=film_id)
    return {
        key
        for kind in NAME_LISTS
        for key in _letters(kind, credits.values(f"{kind}_id").exclude(**{f"{kind}_id": None}))
    }


def _letters(kind: str, ids: Any) -> set[str]:
    """Return the list's first page, which counts its letters, and those of these names."""
    model = Person if kind == "person" else Company
    initials = model.objects.filter(pk__in=ids).order_by().values_list("initial", flat=True)
    list_key = NAME_LISTS[kind]
    return {list_key, *(key_of(list_key, initial) for initial in initials.distinct())}


def _linking_to(target: Model) -> set[str]:
    """Return the keys of the pages whose words or pictures refer to the target."""
    keys = set()
    references = ReferenceIndex.get_references_to(target).select_related("content_type")
    for reference in references:
        model = reference.content_type.model_class()
        for source, kind in _SOURCES:
            if model is source:
                keys.add(key_of(kind, int(reference.object_id)))
        if model is HomePage:
            keys.add(HOME)
        elif model is FilmIndexPage:
            keys.add(FILMS)
        elif model is ProgrammeIndexPage:
            keys.add(PROGRAMMES)
    return keys
