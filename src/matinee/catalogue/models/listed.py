"""What lists know of a film: how they sort it, and for which facts they show it."""

from django.db import models

UNKNOWN_LENGTH_S = 2**31 - 1
"""Sorts a film of unknown length after all others."""


class ListedFilm(models.Model):
    """A film that public lists show, with what they sort by. Kept by `listing`, never typed."""

    # No editor would call it a use of the film.
    wagtail_reference_index_ignore = True

    film = models.OneToOneField(
        "catalogue.FilmPage", primary_key=True, on_delete=models.CASCADE, related_name="listed"
    )
    place = models.BigIntegerField(
        unique=True, help_text="The second of its publication and its id, in one number."
    )
    sort_title = models.CharField(max_length=300, help_text="Case and accents aside.")
    year = models.PositiveSmallIntegerField(default=0, help_text="0 where it is not known.")
    length_s = models.PositiveIntegerField(default=UNKNOWN_LENGTH_S)

    class Meta:
        indexes = [
            models.Index(fields=["sort_title", "place"], name="listed_by_title"),
            models.Index(fields=["year", "place"], name="listed_by_year"),
            models.Index(fields=["length_s", "-place"], name="listed_by_length"),
        ]

    def __str__(self) -> str:
        return self.sort_title


class ListedPerson(models.Model):
    """Someone credited in a film that anyone may see: who has a page. Kept by `public_names`."""

    wagtail_reference_index_ignore = True

    person = models.OneToOneField(
        "catalogue.Person", primary_key=True, on_delete=models.CASCADE, related_name="listed"
    )

    def __str__(self) -> str:
        return str(self.pk)


class ListedCompany(models.Model):
    """A company credited in a film that anyone may see: which has a page."""

    wagtail_reference_index_ignore = True

    company = models.OneToOneField(
        "catalogue.Company", primary_key=True, on_delete=models.CASCADE, related_name="listed"
    )

    def __str__(self) -> str:
        return str(self.pk)


class Facet(models.Model):
    """A fact that films share and are listed by: a subject, a country, a year, or being here.

    `value` is the id of a subject or place, a code or a number; "" for the list of all films.
    """

    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=40, blank=True)
    films = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_facet")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


class FilmFacet(models.Model):
    """A film on the list of one fact; `place` is the film's own, to sort and count by."""

    wagtail_reference_index_ignore = True

    facet = models.ForeignKey(Facet, on_delete=models.CASCADE, related_name="+", db_index=False)
    film = models.ForeignKey(
        ListedFilm, on_delete=models.CASCADE, related_name="facets", db_index=False
    )
    place = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["film", "facet"], name="one_place_on_a_list")
        ]
        indexes = [models.Index(fields=["facet", "place", "film"], name="list_of_a_facet")]

    def __str__(self) -> str:
        return f"{self.facet_id}: {self.film_id}"
