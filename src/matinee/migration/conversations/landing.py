"""Brings what was read and put in order into the site, some hundreds in each transaction.

What is here already, by its origin, is left as it is: moderators may have changed it. So an
import that was stopped, or is run a second time, adds what is missing and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction

from matinee.discussion.deciding import reserve_keys, show_many
from matinee.discussion.markup import VERSION, to_html
from matinee.discussion.mentions import note_mentions
from matinee.discussion.models import Comment
from matinee.migration.conversations.days import moment_of
from matinee.migration.conversations.jsonl import own_key
from matinee.migration.conversations.staging import Staged

BATCH = 500
HELD = "brought from elsewhere, to be looked at"
WAITED = "waited where it was written"
HANGS = "answers a comment that was never shown"
State = Comment.State


@dataclass(frozen=True)
class _Here:
    """A comment that the site has already."""

    pk: int
    thread: int
    film: int
    placed: bool


def find_those_here(staged: Staged) -> None:
    """Note which staged comments the site has, and those it has that staged ones answer."""
    for block in _blocks(staged.rows("SELECT row, key FROM said WHERE film IS NOT NULL"), BATCH):
        here = _here([key for _, key in block])
        staged.change(
            "UPDATE said SET pk = ?, thread = ?, placed = ? WHERE row = ?",
            [
                (here[key].pk, here[key].thread, here[key].placed, row)
                for row, key in block
                if key in here
            ],
        )
    answering = (
        "SELECT row, parent, film FROM said WHERE parent <> '' AND above = 0 AND film IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM said AS up"
        " WHERE up.key = said.parent AND up.page = said.page)"
    )
    for block in _blocks(staged.rows(answering), BATCH):
        here = _here([parent for _, parent, _ in block])
        found = [
            (here[parent].pk, row)
            for row, parent, film in block
            if parent in here and here[parent].film == film
        ]
        staged.change("UPDATE said SET outside = ? WHERE row = ?", found)
        staged.left["without_parent"] += len(block) - len(found)


def take_turns(staged: Staged) -> int:
    """Line up what has a film and is not here, and return how many those are."""
    staged.change("CREATE TABLE turns (turn INTEGER PRIMARY KEY, row INTEGER)", [()])
    staged.change(
        "INSERT INTO turns (row) SELECT row FROM said"
        " WHERE film IS NOT NULL AND NOT dropped AND pk IS NULL ORDER BY film, turn, row",
        [()],
    )
    return int(staged.one("SELECT count(*) FROM turns"))


def land(staged: Staged, *, held: bool) -> Iterator[Counter[str]]:
    """Bring in what is lined up; tell after each transaction how many came, by their states.

    Whoever asks no further stops the import; what came stays.
    """
    last = 0
    while rows := _next_rows(staged, last):
        last = rows[-1]["next"]
        _with_outside(rows)
        # Made before the transaction begins, which others wait for.
        htmls = [to_html(row["text"]) for row in rows]
        with transaction.atomic():
            new = _bring(rows, htmls, held=held)
        staged.change(
            "UPDATE said SET pk = ?, thread = ?, placed = ? WHERE row = ?",
            [
                (each.pk, each.thread_id or each.pk, bool(each.shown_at), row)
                for row, each in new.items()
            ],
        )
        yield Counter(str(each.state) for each in new.values())


def _here(keys: Sequence[str]) -> dict[str, _Here]:
    """Return those that are in the site by their origins."""
    columns = ("pk", "thread_id", "film_id", "number", "place")
    found = {
        origin: _Here(pk, thread or pk, film, bool(number or place))
        for origin, pk, thread, film, number, place in Comment.objects.filter(
            origin__in=keys
        ).values_list("origin", *columns)
    }
    # A comment that was written here and comes back has no origin; its key and its moment tell.
    own = {pk: key for key in keys if key not in found and (pk := own_key(key))}
    rows = Comment.objects.filter(pk__in=[pk for pk, _ in own]) if own else Comment.objects.none()
    for posted, pk, thread, film, number, place in rows.values_list("posted_at", *columns):
        if key := own.get((pk, posted)):
            found[key] = _Here(pk, thread or pk, film, bool(number or place))
    return found


_SAID = (
    *("row", "key", "film", "above", "outside", "turn", "state", "seen", "name", "text", "link"),
    *("email", "badge", "at", "shown", "changed", "moment", "pinned"),
)
_NEXT = (
    f"SELECT turns.turn AS next, {', '.join(f'said.{name}' for name in _SAID)},"  # noqa: S608 - ours
    " up.pk AS up_pk, up.thread AS up_thread, up.placed AS up_placed, up.film AS up_film"
    " FROM turns JOIN said USING (row) LEFT JOIN said AS up ON up.row = said.above"
    " WHERE turns.turn > ? ORDER BY turns.turn LIMIT ?"
)


def _next_rows(staged: Staged, last: int) -> list[dict[str, Any]]:
    cursor = staged.rows(_NEXT, last, BATCH)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _with_outside(rows: list[dict[str, Any]]) -> None:
    """Complete what rows answer that is in the site and not in the file."""
    outside = {row["outside"] for row in rows if row["outside"]}
    columns = ("thread_id", "film_id", "number", "place")
    found = {
        pk: (thread or pk, film, bool(number or place))
        for pk, thread, film, number, place in Comment.objects.filter(pk__in=outside).values_list(
            "pk", *columns
        )
    }
    for row in rows:
        if up := found.get(row["outside"]):
            row["up_pk"] = row["outside"]
            row["up_thread"], row["up_film"], row["up_placed"] = up


def _bring(
    rows: Sequence[dict[str, Any]], htmls: Sequence[str], *, held: bool
) -> dict[int, Comment]:
    """Save what is not here yet and return it by its rows."""
    taken = set(
        Comment.objects.filter(origin__in=[row["key"] for row in rows]).values_list(
            "origin", flat=True
        )
    )
    keys = iter(reserve_keys(len(rows)))
    new: dict[int, Comment] = {}
    for row, html in zip(rows, htmls, strict=True):
        # Only where somebody else brings in the same file at this moment.
        if row["key"] not in taken:
            new[row["row"]] = _comment(row, html, next(keys), new.get(row["above"]), held=held)
    show_many(list(new.values()))
    for comment in new.values():
        if "<a" in comment.html:
            note_mentions(comment)
    return new


def _comment(
    row: dict[str, Any], html: str, pk: int, above: Comment | None, *, held: bool
) -> Comment:
    up_pk, up_thread, up_placed = row["up_pk"], row["up_thread"], row["up_placed"]
    if above:
        up_pk, up_thread, up_placed = above.pk, above.thread_id or above.pk, bool(above.shown_at)
    elif row["up_film"] != row["film"]:
        up_pk = up_thread = None
    # Without a word there is nothing to show but what hangs on it.
    was = row["state"] if row["text"] or row["state"] != State.PUBLIC else State.REMOVED
    state, why = _state(was, hangs=bool(up_pk) and not up_placed, held=held)
    seen = row["seen"] and (up_placed or not up_pk)
    public = state == State.PUBLIC
    return Comment(
        pk=pk,
        film_id=row["film"],
        parent_id=up_pk,
        thread_id=up_thread,
        state=state,
        name=row["name"],
        link=row["link"],
        email=row["email"],
        badge=row["badge"],
        text=row["text"],
        html=html,
        markup_version=VERSION,
        at_s=row["moment"],
        pinned=bool(row["pinned"]) and public,
        posted_at=moment_of(row["at"]),
        shown_at=moment_of(row["turn"] if row["shown"] is None else row["shown"]) if seen else None,
        changed_at=None if row["changed"] is None else moment_of(row["changed"]),
        held_for=why,
        origin=row["key"],
    )


def _state(state: str, *, hangs: bool, held: bool) -> tuple[str, str]:
    """Return the state that a comment gets here, and why it waits."""
    if state == State.PUBLIC and held:
        return State.HELD, HELD
    if state == State.PUBLIC and hangs:
        return State.HELD, HANGS
    return state, WAITED if state == State.HELD else ""


def _blocks(rows: Iterable[tuple[Any, ...]], size: int) -> Iterator[list[tuple[Any, ...]]]:
    iterator = iter(rows)
    while block := list(islice(iterator, size)):
        yield block
