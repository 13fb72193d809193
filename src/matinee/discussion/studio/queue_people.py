"""Who wrote a comment, as far as can be told, and what else came from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Lower

from matinee.discussion.models import Comment

LOOKED_BACK = 100
"""Comments of one person that are counted in the queue; their history tells of all."""
ORDER = ("public", "held", "removed", "spam", "withdrawn")
WORDS = {"held": "waiting"}


@dataclass(frozen=True)
class Person:
    """An author: an address if they gave one, else a name, else the network they wrote from."""

    kind: str
    """"email", "name" or "network"."""
    value: str

    @classmethod
    def of(cls, comment: Comment, kind: str = "") -> "Person":
        """Return the author of a comment, by what tells most or by the kind that is asked for."""
        for each in (kind, "email", "name", "network"):
            if each in {"email", "name", "network"} and (value := getattr(comment, each)):
                return cls(each, value)
        return cls("network", "")

    def comments(self) -> QuerySet[Comment]:
        """Return everything of theirs, in no order."""
        rows = Comment.objects.all()
        if self.kind == "name":
            return rows.alias(lower_name=Lower("name")).filter(lower_name=Lower(Value(self.value)))
        # The indexes leave out the empty, and are used only where the query says so too.
        return rows.filter(**{self.kind: self.value}).exclude(**{self.kind: ""})

    @property
    def known(self) -> bool:
        """Whether anything of them is kept: authors and moderators can erase it."""
        return bool(self.value)

    @property
    def called(self) -> str:
        """What they are called on the screen."""
        return "One network on one day" if self.kind == "network" else self.value


@dataclass(frozen=True)
class Past:
    """How many comments somebody has in each state, counted back as far as is quick."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def besides(self, comment: Comment) -> str:
        """Return in words what there is besides one comment, "" for nothing."""
        left = dict(self.counts)
        left[comment.state] = left.get(comment.state, 0) - 1
        told = ", ".join(
            f"{left[each]} {WORDS.get(each, each)}" for each in ORDER if left.get(each, 0) > 0
        )
        if sum(self.counts.values()) >= LOOKED_BACK:
            return f"Of their newest {LOOKED_BACK}: {told}"
        return f"Besides: {told}" if told else ""


def pasts(comments: Sequence[Comment]) -> dict[Person, Past]:
    """Return the past of the authors of some comments, in one query of bounded work."""
    people = list({Person.of(each) for each in comments})
    if not people:
        return {}
    quote = connection.ops.quote_name
    table = quote(Comment._meta.db_table)
    conditions = {
        "email": "email = %s AND NOT (email = '')",
        "name": "LOWER(name) = LOWER(%s)",
        "network": "network = %s AND NOT (network = '')",
    }
    parts = [
        f"SELECT {at} AS who, state, COUNT(*) FROM (SELECT state FROM {table}"  # noqa: S608 - ours
        f" WHERE {conditions[person.kind]} ORDER BY id DESC LIMIT {LOOKED_BACK}) AS theirs"
        " GROUP BY state"
        for at, person in enumerate(people)
    ]
    counts: dict[int, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [person.value for person in people])
        for at, state, count in cursor.fetchall():
            counts.setdefault(at, {})[state] = count
    return {person: Past(counts.get(at, {})) for at, person in enumerate(people)}
