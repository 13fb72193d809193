"""Decides in which order what was read is brought in, so that answers follow what they answer.

Threads are numbered by their days, answers stand in their thread by theirs. Loops are opened,
an answer to nothing begins a thread. Works on a few numbers a comment, not on its words.
"""

import time
from array import array
from dataclasses import dataclass
from typing import TypeAlias

from matinee.discussion.models import Comment
from matinee.migration.conversations.staging import Staged

State = Comment.State
Numbers: TypeAlias = "array[int]"


@dataclass(frozen=True)
class Wish:
    """What the person who brings comments in wants of them."""

    held: bool = False
    """Whether moderators look at everything first."""
    with_spam: bool = False
    """Whether to bring also spam in, which the worker erases after a month."""


class Ordering:
    """Numbers about comments, by their rows from 1; each pass below fills in one of them."""

    def __init__(self, count: int) -> None:
        self.above = array("q", bytes(8 * (count + 1)))
        self.at = array("q", bytes(8 * (count + 1)))
        self.rank = array("q", bytes(8 * (count + 1)))
        self.page = array("q", bytes(8 * (count + 1)))
        self.root = array("q", bytes(8 * (count + 1)))
        self.order = array("q")
        """Rows, what is answered before its answers."""
        self.seen = bytearray(count + 1)
        self.kept = bytearray(count + 1)


def put_in_order(staged: Staged, wish: Wish) -> None:
    """Find out what answers what and give everything its turn, its film and its fate."""
    _link(staged)
    ordering = Ordering(staged.count)
    _read(staged, ordering, wish)
    staged.left["loops"] += _from_the_top(ordering)
    _keep_ranks(ordering)
    _after_what_they_answer(ordering)
    _with_all_above(ordering.order, ordering.above, ordering.seen)
    _with_all_above(ordering.order, ordering.above, ordering.kept)
    staged.change(
        "UPDATE said SET above = ?, turn = ?, seen = ?, dropped = ? WHERE row = ?",
        (
            (ordering.above[row], ordering.at[row], ordering.seen[row], not ordering.kept[row], row)
            for row in ordering.order
        ),
    )


def _link(staged: Staged) -> None:
    """Find the rows of what is answered; only what stands under the same page can be."""
    staged.change("UPDATE said SET film = (SELECT film FROM page WHERE page.key = said.page)", [()])
    staged.change(
        "UPDATE said SET above = coalesce((SELECT up.row FROM said AS up"
        " WHERE up.key = said.parent AND up.page = said.page), 0) WHERE parent <> ''",
        [()],
    )


def _read(staged: Staged, ordering: Ordering, wish: Wish) -> None:
    now = time.time_ns() // 1000
    pages: dict[str, int] = {}
    last: dict[int, int] = {}
    days = dict(staged.rows("SELECT key, at FROM page WHERE at IS NOT NULL"))
    rows = staged.rows(
        "SELECT row, above, page, at, shown, rank, state, text = '' FROM said ORDER BY row"
    )
    for row, above, key, at, shown, rank, state, empty in rows:
        page = pages.setdefault(key, len(pages))
        moment = at if at is not None else last.get(page, days.get(key, now))
        staged.left["undated"] += at is None
        last[page] = moment
        ordering.above[row], ordering.page[row], ordering.rank[row] = above, page, rank
        ordering.at[row] = shown if shown is not None else moment
        said = state == State.PUBLIC and not empty
        ordering.seen[row] = not wish.held and (said or shown is not None)
        unwanted = empty or (state == State.SPAM and not wish.with_spam)
        ordering.kept[row] = ordering.seen[row] or not unwanted
    staged.change(
        "UPDATE said SET at = ? WHERE row = ?",
        [
            (ordering.at[row], row)
            for (row,) in staged.rows("SELECT row FROM said WHERE at IS NULL")
        ],
    )


def _from_the_top(ordering: Ordering) -> int:
    """List the rows from threads downwards, opening loops; return how many there were."""
    above, root, order = ordering.above, ordering.root, ordering.order
    on_the_way = bytearray(len(above))
    loops = 0
    for first in range(1, len(above)):
        path, row = _way_up(first, above, root, on_the_way)
        if row and not root[row]:
            loops += 1
            # The first of the file among those in the loop becomes the thread.
            above[min(path[path.index(row) :])] = 0
            path, _ = _way_up(first, above, root, on_the_way)
        for each in reversed(path):
            root[each] = root[above[each]] if above[each] else each
            order.append(each)
    return loops


def _way_up(row: int, above: Numbers, root: Numbers, met: bytearray) -> tuple[list[int], int]:
    """Return the rows above one that are not listed yet, and where the way up ended."""
    path: list[int] = []
    while row and not root[row] and not met[row]:
        met[row] = 1
        path.append(row)
        row = above[row]
    for each in path:
        met[each] = 0
    return path, row


def _keep_ranks(ordering: Ordering) -> None:
    """Where another site of ours numbered them, keep its order, whatever their days say."""
    rank, root, page, at = ordering.rank, ordering.root, ordering.page, ordering.at
    ranked = [row for row in ordering.order if rank[row]]
    threads = [row for row in ranked if root[row] == row]
    replies = [row for row in ranked if root[row] != row]
    before = 0
    for row in sorted(threads, key=lambda row: (page[row], rank[row])):
        if before and page[row] == page[before]:
            at[row] = max(at[row], at[before] + 1)
        before = row
    for row in sorted(replies, key=lambda row: (root[row], rank[row])):
        earlier = before if before and root[row] == root[before] else root[row]
        at[row] = max(at[row], at[earlier] + 1)
        before = row


def _after_what_they_answer(ordering: Ordering) -> None:
    above, at = ordering.above, ordering.at
    for row in ordering.order:
        up = above[row]
        if up:
            # Of the same moment the earlier row comes first.
            at[row] = max(at[row], at[up] + (up > row))


def _with_all_above(order: Numbers, above: Numbers, marked: bytearray) -> None:
    """Mark whatever something marked answers, up to its thread."""
    for row in reversed(order):
        if marked[row]:
            marked[above[row]] = 1
