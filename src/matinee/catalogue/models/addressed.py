"""What has an address of its own: made from its name, kept alive when it changes."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from matinee.catalogue.addresses import first_free, is_reserved, make_slug
from matinee.catalogue.redirects import leading_on


class SavedWhole(models.Model):
    """Saves and deletes in one transaction with everything that listens.

    Django sends post_save after its own transaction; the note that a page must be
    rendered anew would be lost with a process that dies in between.
    """

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, receivers included, or not at all."""
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, receivers included, or not at all."""
        return super().delete(*args, **kwargs)


class Addressed(SavedWhole):
    """Something named whose page stands at an address made from its name."""

    kind: ClassVar[str]
    name: Any
    objects: Any

    slug = models.SlugField(
        "address",
        max_length=100,
        unique=True,
        blank=True,
        help_text="The last part of the page's address. Leave it empty to have it made. The"
        " old address leads to a new one.",
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; an empty address is made from the name, a changed one is led on."""
        self.slug = self.slug or self._free_slug()
        with leading_on(self):
            super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse an address that a list needs for its further pages."""
        super().clean()
        if is_reserved(self.slug):
            raise ValidationError(
                {"slug": "“page-…” and “letter-…” are kept for the list's pages."}
            )

    @classmethod
    def address_of(cls, slug: str) -> str:
        """Return the root-relative address that goes with a slug."""
        raise NotImplementedError

    @property
    def address(self) -> str:
        """The root-relative address of the page."""
        return self.address_of(self.slug)

    def _free_slug(self) -> str:
        wanted = make_slug(self.name, self.kind)
        taken = type(self).objects.filter(slug__startswith=wanted)
        return first_free(wanted, set(taken.values_list("slug", flat=True)))
