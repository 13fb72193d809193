"""What has to be rendered anew, and which files we wrote."""

import uuid

from django.db import models


def new_stamp() -> str:
    """Return a stamp that no earlier mark had."""
    return uuid.uuid4().hex


class PendingBake(models.Model):
    """A page group that shows something changed; written in the change's own transaction.

    `stamp` is new with every mark. A baker removes the row only if the stamp is the one it
    read before it read the data, so a mark made meanwhile is never lost.
    """

    key = models.CharField(max_length=40, unique=True, help_text="Such as film:12 or films.")
    stamp = models.CharField(max_length=32, default=new_stamp)
    marked_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key


class BakedFile(models.Model):
    """A file of ours in the public folder; nothing else there is ever deleted.

    The row is written before the file, so a baker that dies leaves no file unknown.
    """

    file = models.CharField(max_length=300, unique=True, help_text="Relative to the public folder.")
    key = models.CharField(max_length=40, db_index=True, help_text="What it was baked for.")

    def __str__(self) -> str:
        return self.file


class BakedHouse(models.Model):
    """The digest of what every page shares, as of the last whole bake; one row."""

    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest
