"""A comment, and the films, people and programmes it leads to."""

import secrets

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

LONGEST_TEXT = 5000
LONGEST_NAME = 80
LONGEST_LINK = 300


def new_key() -> str:
    """Return a key that nobody can guess."""
    return secrets.token_urlsafe(12)


class Comment(models.Model):
    """One comment.

    A thread is a comment with a number (1, 2, 3 … in its film) and its replies, at any depth,
    with a place (1, 2, 3 … in their thread). Both are given when the comment is first shown,
    never change and are never given again: so whatever is cut into pages by them stays where
    it is, and a reply always has a higher place than what it answers. A comment without
    number and place was never public.
    """

    class State(models.TextChoices):
        """Who can read it."""

        HELD = "held", "Waiting"
        PUBLIC = "public", "Public"
        REMOVED = "removed", "Removed"
        WITHDRAWN = "withdrawn", "Withdrawn"
        SPAM = "spam", "Spam"

    class Badge(models.TextChoices):
        """For whom its author speaks."""

        NONE = "", "–"
        MAKER = "maker", "Maker"
        EDITOR = "editor", "Editor"

    film = models.ForeignKey(
        "catalogue.FilmPage", on_delete=models.CASCADE, related_name="comments", db_index=False
    )
    thread = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="thread_replies",
        db_index=False,
        help_text="The comment with the number; none for that comment itself.",
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="replies",
        help_text="What it answers.",
    )
    number = models.PositiveIntegerField(null=True, blank=True)
    place = models.PositiveIntegerField(null=True, blank=True)
    last_place = models.PositiveIntegerField(
        default=0, help_text="Of the newest reply in the thread; kept with its first comment."
    )
    state = models.CharField(max_length=10, choices=State, default=State.HELD)

    name = models.CharField(max_length=LONGEST_NAME)
    link = models.URLField(max_length=LONGEST_LINK, blank=True)
    email = models.EmailField(blank=True, help_text="In lower case; never shown.")
    user = models.ForeignKey(
        "auth.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who wrote it in the studio; none for visitors.",
    )
    badge = models.CharField(max_length=10, choices=Badge, blank=True)
    text = models.TextField(max_length=LONGEST_TEXT)
    html = models.TextField(help_text="The text as it is shown; made by `markup` alone.")
    markup_version = models.PositiveSmallIntegerField(default=0)
    at_s = models.PositiveIntegerField(
        null=True, blank=True, help_text="The moment of the film it speaks of."
    )
    pinned = models.BooleanField(default=False)
    wants_notices = models.BooleanField(default=False)

    posted_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True, help_text="When it first was public.")
    changed_at = models.DateTimeField(null=True, blank=True, help_text="When its text changed.")
    held_for = models.CharField(
        max_length=200, blank=True, help_text="Why the rules did not show it at once."
    )
    reports = models.PositiveSmallIntegerField(default=0, help_text="Not yet looked at.")

    key = models.CharField(
        max_length=32, unique=True, default=new_key, help_text="Of its author’s own links."
    )
    # None where there is none: of equal texts, empty ones too, only one could be kept.
    origin = models.CharField(  # noqa: DJ001
        max_length=200,
        unique=True,
        null=True,
        help_text="What it was made from: a ticket of ours, or its id where it was imported.",
    )
    network = models.CharField(
        max_length=64, blank=True, help_text="The sender’s network, hashed with that day’s salt."
    )
    digest = models.CharField(max_length=32, blank=True, help_text="Of the text, for repeats.")

    class Meta:
        ordering = ["pk"]
        permissions = [
            ("moderate", "Can moderate conversations"),
            ("erase", "Can export and erase what is kept about a person"),
        ]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["film", "number"], condition=Q(number__isnull=False), name="one_number"
            ),
            models.UniqueConstraint(
                fields=["thread", "place"], condition=Q(place__isnull=False), name="one_place"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-posted_at", "-id"], name="comment_queue"),
            models.Index(fields=["film", "state", "-posted_at", "-id"], name="comment_film_queue"),
            models.Index(fields=["film", "posted_at"], name="comment_film_day"),
            models.Index(fields=["-posted_at", "-id"], name="comment_newest"),
            models.Index(fields=["email"], condition=~Q(email=""), name="comment_email"),
            models.Index(Lower("name"), name="comment_name"),
            models.Index(
                fields=["network", "posted_at"], condition=~Q(network=""), name="comment_network"
            ),
            models.Index(fields=["digest", "posted_at"], name="comment_digest"),
            # Without it the database reads every comment for each one that is deleted.
            models.Index(
                fields=["thread"], condition=Q(thread__isnull=False), name="comment_thread"
            ),
            models.Index(fields=["reports"], condition=Q(reports__gt=0), name="comment_reported"),
            models.Index(fields=["film"], condition=Q(pinned=True), name="comment_pinned"),
            models.Index(
                fields=["film", "at_s"],
                condition=Q(at_s__isnull=False, state="public"),
                name="comment_moments",
            ),
        ]

    def __str__(self) -> str:
        # The studio's own log keeps these words for ever; nobody's name is among them.
        return f"Comment {self.pk} under {self.film_id}"


class Mention(models.Model):
    """That a comment leads to a page of this site; exactly one of the three is set."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    film = models.ForeignKey(
        "catalogue.FilmPage", null=True, on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(
        "catalogue.Person", null=True, on_delete=models.CASCADE, related_name="+"
    )
    programme = models.ForeignKey(
        "programmes.ProgrammePage", null=True, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.comment_id} → {self.film_id or self.person_id or self.programme_id}"
