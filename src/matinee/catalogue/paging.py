"""How a list of films is cut into pages whose boundaries never move.

Pages are counted from the oldest film: page 1 holds the first films there ever were, and once
it is full it stays so. The newest films stand on the list's own page, NEWEST, between
PAGE_SIZE and 2 · PAGE_SIZE - 1 of them (fewer only while there are fewer), so that a new film
changes that page alone.
"""

PAGE_SIZE = 24
NEWEST = 0


def closed_pages(films: int) -> int:
    """Return how many pages a list of that many films has behind its newest one."""
    return max(0, films // PAGE_SIZE - 1)


def page_of(older: int, films: int) -> int:
    """Return the page of the film that has so many older ones before it."""
    number = older // PAGE_SIZE + 1
    return number if number <= closed_pages(films) else NEWEST


def span_of(number: int, films: int) -> tuple[int, int]:
    """Return how many older films stand before a page, and how many stand on it."""
    if number == NEWEST:
        older = closed_pages(films) * PAGE_SIZE
        return older, films - older
    return (number - 1) * PAGE_SIZE, PAGE_SIZE


def neighbours(number: int, films: int) -> tuple[int | None, int | None]:
    """Return the newer and the older page beside one, None where there is none."""
    last = closed_pages(films)
    if number == NEWEST:
        return None, last or None
    return (number + 1 if number < last else NEWEST), (number - 1 or None)


def changed_pages(older: int, before: int, after: int) -> set[int]:
    """Return the pages that change with a film that has so many older ones.

    `before` and `after` are the films in the list; the film came, went, or moved from there.
    A new film changes the newest page, and each PAGE_SIZE-th closes one: then the page behind
    that shows another way on. A film that leaves changes whatever is newer.
    """
    was, now = closed_pages(before), closed_pages(after)
    lowest = older // PAGE_SIZE + 1
    if was != now:
        lowest = min(lowest, max(1, min(was, now)))
    return {NEWEST, *range(lowest, max(was, now) + 1)}
