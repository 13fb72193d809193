"""What moderators decided, what visitors reported, and who is kept out."""

from django.db import models
from django.db.models import Q

from matinee.discussion.models.comment import Comment


class Decision(models.Model):
    """One entry of the record: that somebody changed what becomes of a comment.

    Entries are only ever added. Undoing one adds its opposite and marks it as undone.
    """

    comment = models.ForeignKey(
        Comment, null=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    film = models.ForeignKey(
        "catalogue.FilmPage", null=True, on_delete=models.CASCADE, related_name="+"
    )
    action = models.CharField(
        max_length=20, help_text="Such as show, hold, remove, spam, pin, edit, erase, ban."
    )
    was = models.CharField(max_length=10, blank=True)
    became = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    user = models.ForeignKey("auth.User", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.CharField(max_length=150, help_text="Who decided: an account, author, or rules.")
    at = models.DateTimeField(db_index=True)
    batch = models.CharField(
        max_length=32, db_index=True, help_text="What was decided together, and is undone so."
    )
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.action} {self.comment_id} by {self.by}"


class Report(models.Model):
    """That a visitor finds something wrong with a comment."""

    class Reason(models.TextChoices):
        """What is wrong with it."""

        SPAM = "spam", "Advertising or spam"
        ABUSE = "abuse", "Insults or threatens someone"
        PRIVATE = "private", "Gives away something private"
        LAW = "law", "Against the law"
        OTHER = "other", "Something else"

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reported")
    reason = models.CharField(max_length=10, choices=Reason)
    words = models.CharField(max_length=1000, blank=True)
    network = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.comment_id}"


class Ban(models.Model):
    """Someone who may not write here; what they send is refused.

    A name and an address are kept as they are compared, in lower case. A network is kept as a
    hash with the salt of the day it was seen, and for thirty days at most: networks change hands.
    """

    class Kind(models.TextChoices):
        """What a ban goes by."""

        NAME = "name", "Name"
        EMAIL = "email", "E-mail"
        NETWORK = "network", "Network"

    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=254)
    salt = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    user = models.ForeignKey("auth.User", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text="Empty: for good.")

    class Meta:
        ordering = ["-at"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_ban")]
        indexes = [
            models.Index(fields=["salt"], condition=Q(kind="network"), name="ban_network_salt")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"
