"""A credit: someone in a role of a film, worded and placed as it was agreed."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from matinee.catalogue.billed import Billed
from matinee.catalogue.roles import OTHER, role_choices


class Credit(Billed, Orderable):
    """One name in one role. The order is billing order: typed, never sorted by us."""

    FOR_WORDS = [("for", "for"), ("at", "at")]

    film = ParentalKey("catalogue.FilmPage", on_delete=models.CASCADE, related_name="credits")
    role_key = models.CharField(
        "role", max_length=40, choices=role_choices, default=OTHER.key, db_index=True
    )
    label = models.CharField(
        "role as printed",
        max_length=200,
        blank=True,
        help_text="Your own wording, such as “Text, photographs and film”. Empty uses the usual.",
    )
    person = models.ForeignKey(
        "catalogue.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="credits"
    )
    company = models.ForeignKey(
        "catalogue.Company", null=True, blank=True, on_delete=models.PROTECT, related_name="credits"
    )
    name_as_printed = models.CharField(
        max_length=200,
        blank=True,
        help_text="Only where this film prints the name another way. Without a person or"
        " company, the name alone, with no page of its own.",
    )
    on_behalf_of = models.CharField(
        "for or at", max_length=200, blank=True, help_text="Whom they stand for, or where."
    )
    for_word = models.CharField(
        "said as", max_length=3, choices=FOR_WORDS, default="for", blank=True
    )
    joiner = models.CharField(
        "joined by",
        max_length=5,
        choices=[("", "nothing"), ("&", "&"), ("and", "and")],
        default="",
        blank=True,
        help_text="What stands before the name: “&” for those who worked as one.",
    )
    character = models.CharField("as", max_length=200, blank=True, help_text="Whom they play.")

    panels = [
        FieldRowPanel([FieldPanel("role_key"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("person"), FieldPanel("company")]),
        FieldRowPanel([FieldPanel("name_as_printed"), FieldPanel("character")]),
        FieldRowPanel([FieldPanel("for_word"), FieldPanel("on_behalf_of")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) | models.Q(company=None),
                name="credit_names_person_or_company",
            )
        ]

    def __str__(self) -> str:
        return f"{self.printed_label(1)}: {self.printed_name()}"

    def clean(self) -> None:
        """Refuse a credit of nobody, of two, or of a role without words."""
        super().clean()
        if self.person_id and self.company_id:
            raise ValidationError("Choose a person or a company, not both; add a second credit.")
        if not (self.person_id or self.company_id or self.name_as_printed):
            raise ValidationError("Say who it was: a person, a company, or a name as printed.")
        if self.role_key == OTHER.key and not self.label:
            raise ValidationError({"label": "Say the role in your own words."})
