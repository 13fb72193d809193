"""What the search knows: the names it finds, whose speech it holds, and what waits for it."""

import uuid

from django.db import models


def new_stamp() -> str:
    """Return a stamp that no earlier mark had."""
    return uuid.uuid4().hex


class PendingWords(models.Model):
    """Something whose words may have changed; written in the change's own transaction.

    As with the baker's marks, a worker removes the row only if the stamp is still the one it read
    before it read the words.
    """

    key = models.CharField(max_length=40, unique=True, help_text="Such as film:12 or everything.")
    stamp = models.CharField(max_length=32, default=new_stamp)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key


class IndexedThing(models.Model):
    """A film, person, company or programme with its words, folded; triggers index them."""

    kind = models.CharField(max_length=10)
    object_pk = models.BigIntegerField()
    master_pk = models.BigIntegerField(null=True, help_text="That a film was shown from.")
    title = models.CharField(max_length=1000, help_text="As it is printed.")
    name = models.CharField(max_length=300, help_text="The title, folded and cut.")
    names = models.TextField(help_text="Its other titles, and who is credited, folded.")
    words = models.TextField(help_text="What is written about it, folded.")
    folding = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_pk"], name="one_entry_of_a_thing")
        ]
        indexes = [models.Index(fields=["name"], name="thing_by_name")]

    def __str__(self) -> str:
        return self.title


class SpokenTrack(models.Model):
    """The lines of one master in one language; its blocks have the numbers first to last."""

    master_pk = models.BigIntegerField()
    language = models.CharField(max_length=35)
    automatic = models.BooleanField()
    file = models.CharField(max_length=200, help_text="Whose content these are; named by digest.")
    first = models.BigIntegerField(unique=True)
    last = models.BigIntegerField()
    folding = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["master_pk", "language"], name="one_track_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.master_pk}, {self.language}"


class SpokenBlock(models.Model):
    """Some minutes of a track, compressed; the index knows its passages by number."""

    # Automatic only in name: on SQLite this type alone is the row's own number.
    number = models.BigAutoField(primary_key=True)
    track_pk = models.BigIntegerField()
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.number)
