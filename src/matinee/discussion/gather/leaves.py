"""How a conversation is cut into pages whose boundaries never move.

Leaf k holds the threads 12(k-1)+1 to 12k, and is read from its first thread or from its last.
The page of the newest threads, read from the last, holds those of no full leaf but the last
two: between 12 and 23, fewer only while there are fewer. So a new thread changes its own leaf
and the newest page alone, and each twelfth closes one more leaf for those who read backwards.
"""

from matinee.catalogue.published import Turns
from matinee.discussion.addresses import (
    THREADS_A_LEAF,
    leaf_address,
    leaf_of,
    newest_address,
    part_of,
    thread_address,
)


def numbers_of(leaf: int) -> range:
    """Return the numbers of the threads on a leaf."""
    return range((leaf - 1) * THREADS_A_LEAF + 1, leaf * THREADS_A_LEAF + 1)


def closed_leaves(last_number: int) -> int:
    """Return how many leaves are read from their last thread, behind the newest page."""
    return max(0, last_number // THREADS_A_LEAF - 1)


def newest_numbers(last_number: int) -> range:
    """Return the numbers of the threads on the newest page."""
    return range(closed_leaves(last_number) * THREADS_A_LEAF + 1, last_number + 1)


def leaves_with(number: int) -> set[int]:
    """Return the leaves that change when a thread with this number comes.

    One that begins a leaf gives the one before a way on. One that fills a leaf closes the one
    before for those who read backwards, and gives the next of those another way to it.
    """
    leaf = leaf_of(number)
    changed = {leaf}
    if number % THREADS_A_LEAF == 1:
        changed.add(leaf - 1)
    elif number % THREADS_A_LEAF == 0:
        changed |= {leaf - 1, leaf - 2}
    return {each for each in changed if each > 0}


def turns_of(film: str, leaf: int, last_number: int) -> Turns:
    """Return the ways from a leaf that is read from its first thread."""
    return Turns(
        earlier=leaf_address(film, leaf - 1) if leaf > 1 else "",
        later=leaf_address(film, leaf + 1) if leaf < leaf_of(last_number) else "",
        oldest=leaf_address(film, 1),
        newest=newest_address(film),
    )


def backward_turns(film: str, leaf: int | None, last_number: int) -> Turns:
    """Return the ways from a leaf read from its last thread, or from the newest page."""
    closed = closed_leaves(last_number)
    before = closed if leaf is None else leaf - 1
    later = ""
    if leaf is not None:
        later = newest_address(film, None if leaf == closed else leaf + 1)
    return Turns(
        earlier=newest_address(film, before) if before else "",
        later=later,
        oldest=leaf_address(film, 1),
        newest=newest_address(film),
    )


def part_turns(film: str, number: int, part: int, last_place: int) -> Turns:
    """Return the ways from a page of one thread to its others."""
    return Turns(
        earlier=thread_address(film, number, part - 1) if part > 1 else "",
        later=thread_address(film, number, part + 1) if part < part_of(last_place) else "",
    )
