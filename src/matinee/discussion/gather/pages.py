"""The further pages of conversations: leaves of threads, the newest ones, long threads."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from matinee.catalogue.published import (
    CommentData,
    ConversationData,
    ConversationPageData,
    Head,
    Link,
    Turns,
)
from matinee.discussion.addresses import (
    REPLIES_A_PART,
    REPLIES_SHOWN,
    anchor,
    endpoint,
    leaf_address,
    leaf_of,
    newest_address,
    part_of,
    thread_address,
)
from matinee.discussion.gather.cards import gather_cards
from matinee.discussion.gather.conversing import (
    Known,
    comments_feed,
    conversing,
)
from matinee.discussion.gather.leaves import (
    backward_turns,
    closed_leaves,
    newest_numbers,
    numbers_of,
    part_turns,
    turns_of,
)
from matinee.discussion.gather.rows import Thread, cards_of, gather_threads, rows_of, with_words
from matinee.discussion.gather.threads import Stage, loose_replies, thread_data
from matinee.discussion.models import Comment, Conversation

Leaf = tuple[int, int]
"""A film and a leaf of its conversation."""
Part = tuple[int, int, int]
"""A film, the number of a thread, and a page of it."""


@dataclass(frozen=True)
class _Place:
    """Where a page stands, what it is called and what leads on from it."""

    address: str
    label: str
    turns: Turns
    canonical: str = ""
    newest_first: bool = False
    up: Link | None = None
    """What it is a part of, where that is not the film's page."""


def leaf_pages(leaves: Iterable[Leaf]) -> dict[Leaf, tuple[ConversationPageData, ...]]:
    """Return the pages of leaves: from the first thread, and from the last once it is closed.

    A leaf of which nothing is left to show is a page all the same: its neighbours lead there.
    """
    wanted = list(leaves)
    known = conversing(film for film, _ in wanted)
    wanted = [
        (film, leaf)
        for film, leaf in wanted
        if film in known.films and 0 < leaf <= leaf_of(known.last_number(film))
    ]
    numbers: dict[int, set[int]] = defaultdict(set)
    for film, leaf in wanted:
        numbers[film].update(numbers_of(leaf))
    shown = _shown(gather_threads(numbers), known)
    return {(film, leaf): _leaf(film, leaf, shown[film], known) for film, leaf in wanted}


def newest_pages(film_ids: Iterable[int]) -> dict[int, ConversationPageData]:
    """Return the pages of the newest threads, newest first."""
    known = conversing(film_ids)
    numbers = {film: newest_numbers(known.last_number(film)) for film in known.films}
    shown = _shown(gather_threads(numbers), known)
    pages = {}
    for film, each in known.films.items():
        last = known.last_number(film)
        place = _Place(
            newest_address(each.address),
            "Newest comments",
            backward_turns(each.address, None, last),
            newest_first=True,
        )
        pages[film] = _page(film, place, tuple(shown[film].values())[::-1], known)
    return pages


def thread_pages(parts: Iterable[Part]) -> dict[Part, ConversationPageData]:
    """Return the pages of long threads: the first with its beginning, each with its replies."""
    wanted = list(parts)
    known = conversing(film for film, _, _ in wanted)
    numbers: dict[int, set[int]] = defaultdict(set)
    for film, number, _ in wanted:
        if film in known.films:
            numbers[film].add(number)
    if not any(numbers.values()):
        return {}
    begun = reduce(or_, (Q(film=film, number__in=each) for film, each in numbers.items()))
    roots = {(each.film_id, each.number): each for each in rows_of(begun)}
    long = {
        each: roots[each[:2]]
        for each in wanted
        if each[:2] in roots and _is_long(roots[each[:2]], each[2])
    }
    replies = _replies(long)
    elsewhere = _answered_elsewhere(replies)
    with_words([*long.values(), *(each for part in replies.values() for each in part)])
    cards = gather_cards(
        [*(each.pk for each in long.values())]
        + [each.pk for part in replies.values() for each in part]
    )
    pages = {}
    for part, root in long.items():
        stage = known.stage(part[0], cards=cards, elsewhere=elsewhere[part])
        pages[part] = _thread_page(part, root, replies[part], stage, known)
    return pages


def every_leaf() -> list[Leaf]:
    """Return all leaves of all conversations."""
    rows = Conversation.objects.filter(last_number__gt=0).values_list("film", "last_number")
    return [(film, leaf) for film, last in rows for leaf in range(1, leaf_of(last) + 1)]


def every_part(films: Collection[int] | None = None) -> list[Part]:
    """Return all pages of long threads, of these films or of all."""
    roots = Comment.objects.filter(number__isnull=False, last_place__gt=REPLIES_SHOWN)
    if films is not None:
        roots = roots.filter(film__in=films)
    rows = roots.order_by().values_list("film", "number", "last_place")
    return [
        (film, number or 0, part)
        for film, number, last in rows
        for part in range(1, part_of(last) + 1)
    ]


def _shown(
    threads: Mapping[int, Sequence[Thread]], known: Known
) -> dict[int, dict[int, CommentData]]:
    """Return what is left to show of threads, by film and number, in order."""
    cards = cards_of(each for film in threads.values() for each in film)
    shown: dict[int, dict[int, CommentData]] = defaultdict(dict)
    for film, each in threads.items():
        stage = known.stage(film, cards=cards)
        for thread in each:
            if made := thread.data(stage):
                shown[film][thread.root.number or 0] = made
    return shown


def _leaf(
    film: int, leaf: int, shown: Mapping[int, CommentData], known: Known
) -> tuple[ConversationPageData, ...]:
    address, last = known.films[film].address, known.last_number(film)
    numbers = numbers_of(leaf)
    threads = tuple(shown[number] for number in numbers if number in shown)
    first, final = numbers[0], min(numbers[-1], last)
    here = leaf_address(address, leaf)
    span = f"Thread {first}" if first == final else f"Threads {first} to {final}"
    pages = [_page(film, _Place(here, span, turns_of(address, leaf, last)), threads, known)]
    if leaf <= closed_leaves(last):
        place = _Place(
            newest_address(address, leaf),
            f"Threads {final} to {first}",
            backward_turns(address, leaf, last),
            canonical=here,
            newest_first=True,
        )
        pages.append(_page(film, place, threads[::-1], known))
    return tuple(pages)


def _thread_page(
    part: Part, root: Comment, replies: Sequence[Comment], stage: Stage, known: Known
) -> ConversationPageData:
    film, number, page = part
    address = known.films[film].address
    label = f"Thread {number}"
    if page > 1:
        first = (page - 1) * REPLIES_A_PART + 1
        label += f", replies {first} to {min(root.last_place, page * REPLIES_A_PART)}"
        threads = loose_replies(root, replies, stage)
    else:
        made = thread_data(root, replies, stage)
        threads = (made,) if made else ()
    turns = part_turns(address, number, page, root.last_place)
    among = f"{leaf_address(address, leaf_of(number))}#{anchor(root.pk)}"
    here = thread_address(address, number, page)
    place = _Place(here, label, turns, up=Link("Among the other threads", among))
    return _page(film, place, threads, known)


def _page(
    film: int, place: _Place, threads: tuple[CommentData, ...], known: Known
) -> ConversationPageData:
    about = known.films[film]
    link = Link(about.title, about.address)
    takes = known.standings[film].takes
    data = ConversationData(
        film=link,
        film_pk=film,
        # What changes with each comment anywhere is told on the film's own page alone.
        count=0,
        pinned=(),
        threads=threads,
        newest_first=place.newest_first,
        turns=place.turns,
        form=None,
        note="" if takes else "Comments are closed.",
        feed=comments_feed(known.house, link),
        endpoint=endpoint(),
        moments="",
    )
    return ConversationPageData(
        house=known.house,
        head=Head(),
        address=place.address,
        title=f"{about.title}: {place.label[0].lower()}{place.label[1:]}",
        label=place.label,
        conversation=data,
        language=about.page_language or known.house.language,
        up=place.up or link,
        write=f"{about.address}#write" if takes else "",
        canonical=place.canonical,
    )


def _is_long(root: Comment, part: int) -> bool:
    return root.last_place > REPLIES_SHOWN and 0 < part <= part_of(root.last_place)


def _replies(parts: Mapping[Part, Comment]) -> dict[Part, list[Comment]]:
    """Return the replies on pages of threads, all by one query."""
    replies: dict[Part, list[Comment]] = {part: [] for part in parts}
    if not parts:
        return replies
    wanted = reduce(or_, (_on(root, part[2]) for part, root in parts.items()))
    where = {(root.pk, part[2]): part for part, root in parts.items()}
    for reply in rows_of(wanted).order_by("place"):
        replies[where[reply.thread_id or 0, part_of(reply.place or 1)]].append(reply)
    return replies


def _on(root: Comment, part: int) -> Q:
    last = part * REPLIES_A_PART
    return Q(thread=root.pk, place__gt=last - REPLIES_A_PART, place__lte=last)


def _answered_elsewhere(
    replies: Mapping[Part, Sequence[Comment]],
) -> dict[Part, dict[int, Comment]]:
    """Return what the replies on each page answer that stands on another page."""
    missing = {
        part: {each.parent_id for each in found} - {each.pk for each in found}
        for part, found in replies.items()
    }
    later = {part: each for part, each in missing.items() if part[2] > 1}
    wanted = {pk for each in later.values() for pk in each if pk}
    rows = {each.pk: each for each in rows_of(Q(pk__in=wanted))} if wanted else {}
    return {part: {pk: rows[pk] for pk in later.get(part, ()) if pk in rows} for part in replies}
