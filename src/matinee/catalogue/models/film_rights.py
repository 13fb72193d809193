"""What others may do with a film, how they can support it, and where it came out first."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from matinee.catalogue.blocks import LinkBlock
from matinee.catalogue.licences import LICENCES, RESERVED


class FilmRights(models.Model):
    """The rights and the support of a film's page."""

    licence = models.CharField(
        max_length=20,
        choices=[(each.key, each.name) for each in LICENCES.values()],
        default=RESERVED,
    )
    may_download = models.BooleanField(
        "offer a download",
        default=False,
        help_text="Shows a link to the film as a file. What is played can always be kept by"
        " those who know how.",
    )
    rights = models.TextField(
        "in your words",
        blank=True,
        help_text="What others may do with it, such as “Free to show in classrooms”.",
    )
    takes_footage_enquiries = models.BooleanField(
        "footage and rights",
        default=False,
        help_text="A form by which people ask for footage or rights, with the moments they want.",
    )
    takes_screening_enquiries = models.BooleanField(
        "host a screening",
        default=False,
        help_text="A form for those who want to show the film to an audience.",
    )
    offers_news = models.BooleanField(
        "tell me when",
        default=False,
        help_text="People can leave an e-mail address and hear about screenings and the release.",
    )
    enquiries_email = models.EmailField(
        "answers come from",
        blank=True,
        help_text="Enquiries go there. Never shown. Empty sends them to the site's own address.",
    )
    support_text = models.TextField("support", blank=True, help_text="What support would go to.")
    support_links = StreamField(
        [("link", LinkBlock())], blank=True, help_text="Where people can support you."
    )
    origin_publisher = models.CharField(
        "first published by", max_length=200, blank=True, help_text="If it was not here."
    )
    origin_url = models.URLField("address there", blank=True, max_length=500)
    origin_date = models.CharField(
        "date there", max_length=60, blank=True, help_text="As it should be printed."
    )
    origin_is_canonical = models.BooleanField(
        "that page is the original",
        default=False,
        help_text="Tells search engines to list the page there rather than this one.",
    )

    class Meta:
        abstract = True

    rights_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("licence"), FieldPanel("may_download")]),
                FieldPanel("rights"),
            ],
            "Rights",
        ),
        MultiFieldPanel([FieldPanel("support_text"), FieldPanel("support_links")], "Support"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("takes_footage_enquiries"),
                        FieldPanel("takes_screening_enquiries"),
                        FieldPanel("offers_news"),
                    ]
                ),
                FieldPanel("enquiries_email"),
            ],
            "Enquiries and news",
        ),
        MultiFieldPanel(
            [
                FieldPanel("origin_publisher"),
                FieldRowPanel([FieldPanel("origin_url"), FieldPanel("origin_date")]),
                FieldPanel("origin_is_canonical"),
            ],
            "First published",
        ),
    ]

    def clean_rights(self) -> None:
        """Refuse an original that nobody could find."""
        if self.origin_is_canonical and not self.origin_url:
            raise ValidationError({"origin_url": "Give the address of the original page."})
