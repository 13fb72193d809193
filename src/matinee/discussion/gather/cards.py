"""Cards for the films, people and programmes of this site to which comments lead."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from matinee.catalogue.gather.films import cards_by_id
from matinee.catalogue.gather.names import public_names
from matinee.catalogue.gather.pictures import as_decoration, gather_pictures
from matinee.catalogue.models import Credit
from matinee.catalogue.published import FilmCard, MentionCard
from matinee.catalogue.roles import ROLES
from matinee.discussion.mentions import COLUMNS, Page, page_of
from matinee.discussion.models import Mention
from matinee.programmes.booklet import programme_cards, public_programmes

MOST = 3
"""Cards of one comment; what else it links to, its words link to."""
ROLES_TOLD = 2


def gather_cards(comments: Collection[int]) -> dict[int, tuple[MentionCard, ...]]:
    """Return by comment the cards of the public pages to which these lead, in their order.

    One query where they lead to none; else so many as there are kinds of pages need.
    """
    leading: dict[int, list[Page]] = defaultdict(list)
    rows = Mention.objects.filter(comment__in=comments).order_by("pk") if comments else None
    for comment, *ids in rows.values_list("comment_id", *COLUMNS) if rows is not None else ():
        leading[comment].append(page_of(ids))
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, pk in (page for pages in leading.values() for page in pages):
        wanted[kind].add(pk)
    cards = {
        (kind, pk): card for kind, ids in wanted.items() for pk, card in _GATHER[kind](ids).items()
    }
    shown = {
        pk: tuple(cards[page] for page in pages if page in cards)[:MOST]
        for pk, pages in leading.items()
    }
    return {pk: each for pk, each in shown.items() if each}


def _films(ids: Collection[int]) -> dict[int, MentionCard]:
    return {pk: _film(card) for pk, card in cards_by_id(ids).items()}


def _film(card: FilmCard) -> MentionCard:
    makers = ", ".join(name.name for name in card.byline)
    told = (f"By {makers}" if makers else "", card.record.year, card.duration_label)
    return MentionCard("film", card.title, card.href, _line(told), card.poster)


def _people(ids: Collection[int]) -> dict[int, MentionCard]:
    people = list(public_names("person").filter(pk__in=ids))
    pictures = gather_pictures(each.portrait_id for each in people)
    roles = _roles([each.pk for each in people])
    return {
        each.pk: MentionCard(
            "person",
            each.name,
            each.address,
            roles.get(each.pk, ""),
            as_decoration(pictures.get(each.portrait_id or 0)),
        )
        for each in people
    }


def _roles(people: Collection[int]) -> Mapping[int, str]:
    """Return what each of them did most, in words."""
    did: dict[int, list[str]] = defaultdict(list)
    rows = Credit.objects.filter(person__in=people, film__live=True).order_by()
    for person, key in rows.values_list("person_id", "role_key").distinct():
        if key in ROLES:
            did[person].append(key)
    places = {key: place for place, key in enumerate(ROLES)}
    return {
        pk: ", ".join(ROLES[key].one for key in sorted(keys, key=places.__getitem__)[:ROLES_TOLD])
        for pk, keys in did.items()
    }


def _programmes(ids: Collection[int]) -> dict[int, MentionCard]:
    programmes = list(public_programmes().filter(pk__in=ids))
    return {
        each.pk: MentionCard("programme", card.title, card.href, card.label, card.picture)
        for each, card in zip(programmes, programme_cards(programmes), strict=True)
    }


def _line(told: Iterable[object]) -> str:
    return " · ".join(str(each) for each in told if each)


_GATHER = {"film": _films, "person": _people, "programme": _programmes}
