"""The rules of conversations: those of the site, and those of one film where they differ."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

LONGEST_OPEN_DAYS = 3650
MOST_WORDS = 1000
"""Every comment is compared with each."""
SHORTEST_WORD = 2
LONGEST_WORD = 100


class Opening(models.TextChoices):
    """Who may speak, and who is read before what they wrote is shown."""

    OPEN = "open", "Open: comments are shown at once"
    FIRST_HELD = "first", "A person’s first comment waits for a moderator"
    ALL_HELD = "all", "Every comment waits for a moderator"
    CLOSED = "closed", "Closed: what was said stays, nothing is added"
    NONE = "none", "No conversation"


class Order(models.TextChoices):
    """Which comments stand first on the page of the film."""

    OLDEST = "oldest", "Oldest first"
    NEWEST = "newest", "Newest first"


@register_setting(icon="comment")
class ConversationRules(BaseGenericSetting):
    """What holds for the conversation under every film that says nothing else."""

    opening = models.CharField(
        "conversation", max_length=10, choices=Opening, default=Opening.FIRST_HELD
    )
    closes_after_days = models.PositiveSmallIntegerField(
        "closes after so many days",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_OPEN_DAYS)],
        help_text="Counted from the day the film’s page was first published. Empty: never.",
    )
    order = models.CharField(max_length=10, choices=Order, default=Order.OLDEST)
    held_words = models.TextField(
        "words that hold a comment",
        blank=True,
        help_text="One a line: a word, a phrase or an address. Capitals do not matter. A comment"
        " with one of them waits for a moderator.",
    )
    spam_words = models.TextField(
        "words that mark spam",
        blank=True,
        help_text="One a line. A comment with one of them goes to the spam, unread: choose words"
        " that nobody writes here.",
    )
    links_held = models.PositiveSmallIntegerField(
        "links that hold a comment",
        default=3,
        help_text="A comment with so many links or more waits for a moderator. 0: any number"
        " may be shown.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("opening"),
                FieldRowPanel([FieldPanel("closes_after_days"), FieldPanel("order")]),
            ],
            "Conversations",
        ),
        MultiFieldPanel(
            [FieldPanel("held_words"), FieldPanel("spam_words"), FieldPanel("links_held")],
            "What is held back",
        ),
    ]

    class Meta:
        verbose_name = "conversations"

    def __str__(self) -> str:
        return "Rules of all conversations"

    def clean(self) -> None:
        """Put the words in order, and refuse what would hold everything or cost every post."""
        super().clean()
        troubles = {}
        for name in ("held_words", "spam_words"):
            words = word_list(getattr(self, name))
            setattr(self, name, "\n".join(words))
            if trouble := _trouble(words):
                troubles[name] = trouble
        if troubles:
            raise ValidationError(troubles)


def word_list(typed: str) -> list[str]:
    """Return what is typed one a line, each once."""
    words: dict[str, str] = {}
    for line in typed.splitlines():
        if word := " ".join(line.split()):
            words.setdefault(word.casefold(), word)
    return list(words.values())


def _trouble(words: list[str]) -> str:
    if len(words) > MOST_WORDS:
        return f"Please use at most {MOST_WORDS} lines; these are {len(words):,}."
    if short := next((word for word in words if len(word) < SHORTEST_WORD), ""):
        return f"“{short}” stands in almost every comment. Please give a longer word."
    if long := next((word for word in words if len(word) > LONGEST_WORD), ""):
        return f"“{long[:40]}…” is too long: at most {LONGEST_WORD} characters a line."
    return ""


class Conversation(models.Model):
    """What was said under one film: its own rules, and how far its numbers have come.

    The row is made with the first comment or the first rule of its own. The counters are
    moved by `deciding` alone, in the transaction that shows or takes away a comment.
    """

    film = models.OneToOneField(
        "catalogue.FilmPage", on_delete=models.CASCADE, related_name="conversation"
    )
    opening = models.CharField(
        "conversation", max_length=10, choices=Opening, blank=True, help_text="Empty: as the site."
    )
    closes_after_days = models.PositiveSmallIntegerField(
        "closes after so many days",
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_OPEN_DAYS)],
        help_text="Counted from the day the film’s page was first published. 0: never."
        " Empty: as the site.",
    )
    order = models.CharField(
        max_length=10, choices=Order, blank=True, help_text="Empty: as the site."
    )
    last_number = models.PositiveIntegerField(
        default=0, help_text="Of the newest thread; numbers are never given twice."
    )
    shown = models.PositiveIntegerField(default=0, help_text="Comments that everyone can read.")
    told_as = models.CharField(
        max_length=600, blank=True, help_text="Under what title and address its pages were made."
    )

    def __str__(self) -> str:
        return f"Conversation under {self.film}"
