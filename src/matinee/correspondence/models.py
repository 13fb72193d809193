"""Who waits for news, what was asked, and which mails are to be sent."""

import secrets
import uuid
from typing import Any

from django.db import models
from django.db.models import Q


def new_key() -> str:
    """Return a key that nobody can guess."""
    return secrets.token_urlsafe(12)


class Subscription(models.Model):
    """Someone who asked for news of one film. The row goes when they leave."""

    film = models.ForeignKey("catalogue.FilmPage", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(help_text="In lower case, its domain in ASCII.")
    key = models.CharField(max_length=32, unique=True, default=new_key)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["film", "email"], name="one_subscription_a_film")
        ]
        indexes = [models.Index(fields=["film", "confirmed_at"], name="subscription_waiting")]

    def __str__(self) -> str:
        return f"{self.email}: {self.film}"


class Watched(models.Model):
    """What the people who wait for news of a film know already; made with the first of them."""

    film = models.OneToOneField("catalogue.FilmPage", on_delete=models.CASCADE, related_name="+")
    released = models.BooleanField(default=False)
    screenings = models.JSONField(default=list, help_text="Keys of the screenings that are known.")
    changed_at = models.DateTimeField(
        null=True, db_index=True, help_text="When the page changed; none once it was looked at."
    )

    def __str__(self) -> str:
        return str(self.film)


class News(models.Model):
    """One piece of news of a film, sent once to everyone who waited when it was made."""

    film = models.ForeignKey("catalogue.FilmPage", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60, help_text="Such as released, or note-… for an editor's.")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    author = models.CharField(max_length=150, blank=True, help_text="Who wrote it, by account.")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
        verbose_name_plural = "news"
        constraints = [models.UniqueConstraint(fields=["film", "key"], name="each_news_once")]

    def __str__(self) -> str:
        return self.subject


class Enquiry(models.Model):
    """What someone asked about a film; erased a year after it came."""

    class Kind(models.TextChoices):
        """By which form it came."""

        FOOTAGE = "footage", "Footage and rights"
        SCREENING = "host", "Host a screening"

    class State(models.TextChoices):
        """Whether someone has seen to it."""

        NEW = "new", "New"
        ANSWERED = "answered", "Answered"

    film = models.ForeignKey(
        "catalogue.FilmPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    film_title = models.CharField("film", max_length=255)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail")
    organisation = models.CharField(max_length=160, blank=True)
    message = models.TextField()
    passages = models.TextField(blank=True, help_text="One a line: in, out, words.")
    further = models.TextField(
        "further answers", blank=True, help_text="One a line, each after its question."
    )
    digest = models.CharField(max_length=64, db_index=True, help_text="Of all that was typed.")
    received_at = models.DateTimeField("received", db_index=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name_plural = "enquiries"
        default_permissions = ("view", "change", "delete")

    def __str__(self) -> str:
        # The studio's own log keeps these words for ever; nobody's name is among them.
        return f"{self.get_kind_display()}: {self.film_title}"


class Mail(models.Model):
    """A mail to send. Who claims it sends it; what was said is erased once it has gone.

    A mail about news has no words of its own: they are those of the news, the address that of
    the subscription, so whoever leaves before it goes is not written to.
    """

    class State(models.TextChoices):
        """How far a mail is.

        Handed over is the moment between giving the words to the server and its answer; a mail
        that stays there had its sender killed, and nobody knows whether it went.
        """

        WAITING = "waiting", "Waiting"
        CLAIMED = "claimed", "Claimed"
        HANDED = "handed", "Handed over"
        SENT = "sent", "Sent"
        FAILED = "failed", "Refused"
        UNSURE = "unsure", "Perhaps sent"

    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    to = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    enquiry = models.ForeignKey(Enquiry, null=True, on_delete=models.CASCADE, related_name="mails")
    news = models.ForeignKey(News, null=True, on_delete=models.CASCADE, related_name="mails")
    subscription = models.ForeignKey(
        Subscription, null=True, on_delete=models.CASCADE, related_name="mails"
    )
    cause = models.CharField(
        max_length=60,
        blank=True,
        db_index=True,
        help_text="What it is about, for who takes it back.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    claim = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, db_index=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["news", "subscription"],
                condition=Q(news__isnull=False),
                name="each_news_once_a_person",
            )
        ]
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_to_send")]

    def __str__(self) -> str:
        return f"{self.subject or self.news}: {self.get_state_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a subject is cut to the length a line of a mail may have."""
        self.subject = self.subject[:300]
        super().save(*args, **kwargs)


class DaySalt(models.Model):
    """The salt of one day's knocks; once it is gone nobody can tell whose they were."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=32, default=new_key)

    def __str__(self) -> str:
        return str(self.day)


class Knock(models.Model):
    """That something was asked from a network, or for an address; kept for a day, as a hash."""

    who = models.CharField(max_length=64)
    what = models.CharField(max_length=20)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["who", "what", "at"], name="knock_count")]

    def __str__(self) -> str:
        return f"{self.what} at {self.at:%H:%M}"
