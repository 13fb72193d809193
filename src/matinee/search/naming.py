"""Finds films, people, companies and programmes by their names and by what is written of them."""

from collections import defaultdict

from matinee.search.found import Thing
from matinee.search.matching import spans_in
from matinee.search.question import Question
from matinee.search.shelves import shelves
from matinee.search.showing import public_among

ROUNDS = 4
"""How often further things are asked for where those found have no public page."""


def things(
    question: Question, shown: int | None, limit: int
) -> tuple[tuple[Thing, ...], int | None]:
    """Return the next things, and after how many the list goes on, None at its end."""
    found: list[Thing] = []
    for _ in range(ROUNDS):
        if shown is None or len(found) >= limit:
            break
        rows = shelves().things(question.parts, question.name, limit + 1, shown)
        public = _public(rows)
        taken = 0
        for kind, pk, title in rows[:limit]:
            if len(found) == limit:
                break
            taken += 1
            if pk in public[kind]:
                found.append(Thing(kind, pk, title, spans_in(title, question.parts)))
        shown = shown + taken if len(rows) > taken else None
    return tuple(found), shown


def _public(rows: list[tuple[str, int, str]]) -> dict[str, set[int]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, pk, _ in rows:
        ids[kind].append(pk)
    return {kind: public_among(kind, pks) for kind, pks in ids.items()}
