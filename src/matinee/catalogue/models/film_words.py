"""What is said about a film: synopses, words, statement, prizes, press and whom to ask."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from matinee.catalogue.blocks import AwardBlock, BodyBlock, ContactBlock, PressBlock
from matinee.catalogue.words import FEATURES


class FilmWords(models.Model):
    """The words of a film's page."""

    logline = models.CharField(
        "in one line",
        max_length=220,
        blank=True,
        help_text="The film in a sentence, for lists, feeds and shared links.",
    )
    synopsis = models.TextField(
        blank=True, help_text="Two or three sentences in plain words. They stand beside the title."
    )
    long_synopsis = models.TextField(
        "long synopsis", blank=True, help_text="A page of it, for programmers and the press."
    )
    body = StreamField(BodyBlock(), blank=True, help_text="All that you want to say about it.")
    statement = RichTextField(
        "maker's statement", blank=True, features=FEATURES, help_text="Why you made it."
    )
    awards = StreamField(
        [("award", AwardBlock())],
        blank=True,
        verbose_name="awards and selections",
        help_text="They are set in type; no laurels needed.",
    )
    press = StreamField(
        [("press", PressBlock())], blank=True, help_text="What others wrote about it."
    )
    contact = StreamField(
        [("contact", ContactBlock())], blank=True, help_text="Whom to write to, and what about."
    )

    class Meta:
        abstract = True

    words_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("logline"), FieldPanel("synopsis"), FieldPanel("long_synopsis")],
            heading="Synopsis",
        ),
        FieldPanel("body"),
        FieldPanel("statement"),
    ]
    echo_panels: ClassVar = [FieldPanel("awards"), FieldPanel("press"), FieldPanel("contact")]
