"""Decides what becomes of comments: the one place that shows them or takes them away.

A comment that is shown for the first time gets its number or its place, under the lock that
the counters' row is. Every decision is written into the record, and can be undone.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from matinee.discussion.keeping import insert
from matinee.discussion.models import Comment, Conversation, Decision
from matinee.discussion.signals import comments_changed

State = Comment.State
ACTIONS = {
    State.PUBLIC: "show",
    State.HELD: "hold",
    State.REMOVED: "remove",
    State.WITHDRAWN: "withdraw",
    State.SPAM: "spam",
}


@dataclass(frozen=True)
class By:
    """Who decides: an account of the studio, or "author", or "rules"."""

    name: str
    user_id: int | None = None

    @classmethod
    def user(cls, user: Any) -> "By":
        """Return an account as one who decides."""
        return cls(user.get_username(), user.pk)


AUTHOR = By("author")
RULES = By("rules")


def decide(
    pks: Collection[int], state: State, by: By, reason: str = "", action: str = "", batch: str = ""
) -> str:
    """Give comments a state; return the name of the batch, by which it can be undone.

    What is too much for one transaction is decided in several, with the same name of a batch.

    Comments that have the state already are left alone. A reply to what was never shown stays
    as it is: it would hang on nothing. The number of queries grows with the threads that get
    something new, not with the comments.
    """
    return _apply(dict.fromkeys(pks, str(state)), by, reason, action, batch)


def undo(batch: str, by: By, most: int | None = None, as_batch: str = "") -> str:
    """Give the comments of a batch the states they had before it, where nobody changed them since.

    Return the name of the new batch; a second undo of the same batch changes nothing. With
    `most`, only so many entries that were not undone yet are.
    """
    with transaction.atomic():
        entries = Decision.objects.filter(batch=batch, undone=False).exclude(was="")
        undoing = list(entries.select_related("comment").order_by("pk")[:most])
        before = {
            each.comment_id: each.was
            for each in undoing
            if each.comment_id and each.comment and each.comment.state == each.became
        }
        Decision.objects.filter(pk__in=[each.pk for each in undoing]).update(undone=True)
        return _apply(before, by, "", "undo", as_batch)


def show_new(comment: Comment) -> None:
    """Save a new comment as public, with its number or place; call it in a transaction."""
    comment.state = State.PUBLIC
    comment.shown_at = comment.shown_at or timezone.now()
    _count(comment.film_id, 1)
    _give_place(comment)
    insert(comment)
    comments_changed.send(Comment, pks=[comment.pk])


def reserve_keys(count: int) -> Sequence[int]:
    """Return keys for so many new comments, rising; call it in the transaction that saves them.

    With them known beforehand, comments that answer each other are saved in one statement.
    """
    table = Comment._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return sorted(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = int(row[0]) if row else 0
    return range(last + 1, last + 1 + count)


def show_many(comments: Sequence[Comment]) -> None:
    """Save many new comments in their order, under reserved keys; call it in a transaction.

    Those that were shown, as `shown_at` says, get their numbers and places, whatever became of
    them since: so a thread keeps its shape. What is answered stands before its answers, or was
    saved earlier. The number of queries does not grow with the comments.
    """
    seen = [each for each in comments if each.shown_at]
    _number_many(seen)
    _place_many(seen, {each.pk: each for each in comments})
    Comment.objects.bulk_create(comments)
    if seen:
        comments_changed.send(Comment, pks=[each.pk for each in seen])


def _apply(wanted: Mapping[int, str], by: By, reason: str, action: str, batch: str) -> str:
    batch = batch or uuid.uuid4().hex
    with transaction.atomic():
        rows = (
            Comment.objects.select_for_update(of=("self",))
            .filter(pk__in=wanted)
            .select_related("parent")
        )
        changing = [each for each in rows.order_by("pk") if each.state != wanted[each.pk]]
        changing = [each for each in changing if _may_become(each, wanted[each.pk], changing)]
        entries = [_entry(each, wanted[each.pk], by, reason, action, batch) for each in changing]
        _move(changing, wanted)
        Decision.objects.bulk_create(entries)
        # Readers see no difference between what is held and what is spam.
        seen = [each.pk for each in changing if each.number or each.place]
        if seen:
            comments_changed.send(Comment, pks=seen)
    return batch


def _may_become(comment: Comment, state: str, together: Iterable[Comment]) -> bool:
    """Say whether a comment can have the state: what answers the unseen cannot be shown."""
    # What its author withdrew is erased: it has come to its end.
    if not comment.text and (state == State.PUBLIC or comment.state == State.WITHDRAWN):
        return False
    if state != State.PUBLIC or comment.parent is None:
        return True
    seen = comment.parent.number or comment.parent.place
    return bool(seen) or any(each.pk == comment.parent_id for each in together)


def _move(comments: Collection[Comment], wanted: Mapping[int, str]) -> None:
    more: dict[int, int] = defaultdict(int)
    now = timezone.now()
    for comment in comments:
        state = State(wanted[comment.pk])
        more[comment.film_id] += (state == State.PUBLIC) - (comment.state == State.PUBLIC)
        comment.state = state
    for film_id, count in more.items():
        _count(film_id, count)
    for comment in comments:
        if comment.state == State.PUBLIC and comment.shown_at is None:
            comment.shown_at = now
            _give_place(comment)
        if comment.state != State.PUBLIC:
            comment.pinned = False
    Comment.objects.bulk_update(
        comments, ["state", "shown_at", "number", "place", "pinned"], batch_size=200
    )


def _entry(comment: Comment, state: str, by: By, reason: str, action: str, batch: str) -> Decision:
    return Decision(
        comment=comment,
        film_id=comment.film_id,
        action=action or ACTIONS[State(state)],
        was=comment.state,
        became=state,
        reason=reason,
        user_id=by.user_id,
        by=by.name,
        at=timezone.now(),
        batch=batch,
    )


def _count(film_id: int, more: int) -> None:
    """Move the count of what can be read, and hold the conversation until the transaction ends."""
    if not _add_to_shown(film_id, more):
        Conversation.objects.get_or_create(film_id=film_id)
        _add_to_shown(film_id, more)


def _add_to_shown(film_id: int, more: int) -> bool:
    table, shown, film = map(
        connection.ops.quote_name, (Conversation._meta.db_table, "shown", "film_id")
    )
    with connection.cursor() as cursor:
        # Plainly: whoever posts on SQLite keeps all others waiting meanwhile.
        cursor.execute(
            f"UPDATE {table} SET {shown} = {shown} + %s WHERE {film} = %s",  # noqa: S608 - our names
            [more, film_id],
        )
        return bool(cursor.rowcount)


def _give_place(comment: Comment) -> None:
    """Give a comment that is shown for the first time its number, or its place in the thread."""
    if comment.thread_id is None:
        comment.number = _next(Conversation, "last_number", "film_id", comment.film_id)
    else:
        comment.place = _next(Comment, "last_place", "id", comment.thread_id)


def _number_many(comments: Iterable[Comment]) -> None:
    """Give new threads their numbers and count what can be read, holding the conversations."""
    films = sorted({each.film_id for each in comments})
    rows = Conversation.objects.filter(film__in=films)
    missing = set(films) - set(rows.values_list("film_id", flat=True))
    made = [Conversation(film_id=film) for film in sorted(missing)]
    Conversation.objects.bulk_create(made, ignore_conflicts=True)
    held = {each.film_id: each for each in rows.select_for_update(of=("self",)).order_by("film")}
    for comment in comments:
        conversation = held[comment.film_id]
        conversation.shown += comment.state == State.PUBLIC
        if comment.thread_id is None:
            conversation.last_number += 1
            comment.number = conversation.last_number
    Conversation.objects.bulk_update(held.values(), ["last_number", "shown"])


def _place_many(comments: Iterable[Comment], new: Mapping[int, Comment]) -> None:
    """Give replies their places, in threads that are new with them and in those of before."""
    replies = [each for each in comments if each.thread_id is not None]
    wanted = {each.thread_id or 0 for each in replies} - set(new)
    rows = Comment.objects.select_for_update(of=("self",)).filter(pk__in=wanted)
    old = {each.pk: each for each in rows.only("pk", "last_place").order_by("pk")}
    for reply in replies:
        root = old.get(reply.thread_id or 0) or new[reply.thread_id or 0]
        root.last_place += 1
        reply.place = root.last_place
    Comment.objects.bulk_update(old.values(), ["last_place"])


def _next(model: type[Conversation] | type[Comment], column: str, by: str, pk: int) -> int:
    """Count a column of one row up and return it, in one statement."""
    quote = connection.ops.quote_name
    table, counted = quote(model._meta.db_table), quote(column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {counted} = {counted} + 1"  # noqa: S608 - names of our own
            f" WHERE {quote(by)} = %s RETURNING {counted}",
            [pk],
        )
        return int(cursor.fetchone()[0])
