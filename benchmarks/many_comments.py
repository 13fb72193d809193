"""A site full of invented comments, made fast: for measuring what shows and moderates them."""

# Django's rooms can be imported once the site is made.
# ruff: noqa: PLC0415, S311 - sizes need a seed, not secrecy

import random
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

WORDS = (
    "the harbour ferry light mud ebb tide film slow quiet shot voice grain sound music cut frame"
    " winter window kitchen hands patience ending colour silence neighbour letter radio bird"
    " and of to a in that it was with but from where nobody says what we see again for once"
)
NAMES = ("Wanda", "Ilse", "Jonah", "Pilar", "Tomek", "Aiko", "Bram", "Noor", "Edda", "Luca")
SURNAMES = ("Ekholm", "Brandt", "Okafor", "Vidal", "Nowak", "Mori", "Decker", "Haddad", "Lund")
BATCH = 2000


def fill_conversation(film: Any, count: int, *, seed: int = 1, public: float = 1.0) -> None:
    """Put so many comments under a film: two of five start threads, the others answer.

    They have 5 to 80 words, one in ten a link, one in six a moment. `public` is the share that
    everyone sees; of the others most wait, some are spam or were removed.
    """
    from django.utils import timezone

    from matinee.discussion.models import Comment, Conversation

    dice = random.Random(seed)
    first = timezone.now() - timedelta(days=900)
    next_pk = (Comment.objects.aggregate(top=Max("pk"))["top"] or 0) + 1
    conversation, _ = Conversation.objects.get_or_create(film=film)
    last = conversation.last_number
    places: dict[int, int] = {}
    answerable: list[Any] = []
    rows: list[Any] = []
    for at in range(count):
        comment = _comment(dice, next_pk + at, film, first + timedelta(minutes=at), public)
        # Most answers follow soon; now and then somebody answers what is long past.
        shown = comment.state == "public"
        parent = None
        if answerable and dice.random() < 0.6:
            nearby = answerable[-40:] if dice.random() < 0.9 else answerable
            parent = dice.choice(nearby)
        if parent is None and shown:
            last += 1
            comment.number = last
        elif parent is not None:
            comment.parent_id = parent.pk
            comment.thread_id = parent.thread_id or parent.pk
            if shown:
                places[comment.thread_id] = places.get(comment.thread_id, 0) + 1
                comment.place = places[comment.thread_id]
        if shown:
            comment.shown_at = comment.posted_at
            conversation.shown += 1
            answerable.append(comment)
        rows.append(comment)
    for row in rows:
        row.last_place = places.get(row.pk, 0)
    Comment.objects.bulk_create(rows, batch_size=BATCH)
    conversation.last_number = last
    conversation.save()


def _comment(dice: random.Random, pk: int, film: Any, at: datetime, public: float) -> Any:
    from matinee.discussion.markup import VERSION
    from matinee.discussion.models import Comment

    state = "public"
    if dice.random() >= public:
        state = dice.choices(["held", "spam", "removed"], [6, 3, 1])[0]
    person = f"{dice.choice(NAMES)} {dice.choice(SURNAMES)}"
    number = dice.randrange(4000)
    words = " ".join(dice.choices(WORDS.split(), k=dice.randint(5, 80))).capitalize() + "."
    html = f"<p>{words}</p>"
    if dice.random() < 0.1:
        words += f" https://harbour{number}.example/page"
        html = (
            f'<p>{words} <a href="https://harbour{number}.example/page" rel="nofollow">it</a></p>'
        )
    return Comment(
        pk=pk,
        film=film,
        state=state,
        name=person,
        email=f"person{number}@mail.example" if dice.random() < 0.5 else "",
        text=words,
        html=html,
        markup_version=VERSION,
        at_s=dice.randrange(1500) if dice.random() < 0.16 else None,
        posted_at=at,
        network=f"{number:064x}",
        digest=f"{dice.getrandbits(128):032x}",
        held_for="first comment" if state == "held" else "",
        reports=int(state == "public" and dice.random() < 0.002),
    )
