"""Who is told of replies, and under which name an account of the studio answers."""

from django.db import models
from django.db.models import Q

from matinee.discussion.models.comment import LONGEST_LINK, LONGEST_NAME, Comment, new_key


class NoticeAddress(models.Model):
    """An address that asked to hear of replies. It is written to once it confirmed.

    Whoever leaves loses the row: then none of their comments brings notices.
    """

    email = models.EmailField(unique=True, help_text="In lower case, its domain in ASCII.")
    key = models.CharField(max_length=32, unique=True, default=new_key)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.email


class ReplyNotice(models.Model):
    """That someone is to be told of a reply, or was; the row is what keeps it from being twice."""

    reply = models.OneToOneField(
        Comment, primary_key=True, on_delete=models.CASCADE, related_name="notice"
    )
    due_at = models.DateTimeField(help_text="Until then it may still be changed or taken back.")
    told_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(
        "correspondence.Mail",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The one that tells of it.",
    )

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["due_at"], condition=Q(told_at=None), name="notice_untold")]

    def __str__(self) -> str:
        return f"Notice of {self.reply_id}"


class Signature(models.Model):
    """How someone with an account signs what they write under films."""

    user = models.OneToOneField("auth.User", on_delete=models.CASCADE, related_name="signature")
    name = models.CharField(max_length=LONGEST_NAME)
    link = models.URLField(max_length=LONGEST_LINK, blank=True)
    person = models.ForeignKey(
        "catalogue.Person",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who they are among the people; under their own films they answer as the maker.",
    )

    def __str__(self) -> str:
        return self.name
