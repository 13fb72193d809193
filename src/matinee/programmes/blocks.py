"""The sections that an editor composes the front page from."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from matinee.catalogue.models import FilmPage
from matinee.catalogue.words import FEATURES

LATEST = 12
"""How many films the front page lists under its lead, unless someone says otherwise."""
MOST = 48


class LeadBlock(blocks.StructBlock):
    """One film, shown large."""

    film = blocks.PageChooserBlock(
        page_type="catalogue.FilmPage", required=False, help_text="Left empty, the newest film."
    )
    words = blocks.TextBlock(
        required=False, max_length=400, help_text="Left empty, the film's own line."
    )

    class Meta:
        icon = "media"
        label_format = "Lead film: {film}"


class ProgrammeBlock(blocks.StructBlock):
    """A programme, with its first films in a row."""

    programme = blocks.PageChooserBlock(page_type="programmes.ProgrammePage")
    words = blocks.TextBlock(
        required=False, max_length=400, help_text="Left empty, the programme's first sentence."
    )

    class Meta:
        icon = "list-ol"
        label_format = "Programme: {programme}"


class LatestBlock(blocks.StructBlock):
    """The newest films, without those that this page shows already."""

    title = blocks.CharBlock(required=False, max_length=120, help_text="Such as “New here”.")
    count = blocks.IntegerBlock(default=LATEST, min_value=1, max_value=MOST, label="How many")
    kind = blocks.ChoiceBlock(
        choices=FilmPage.Kind.choices, required=False, help_text="Left empty, every kind."
    )

    class Meta:
        icon = "time"
        label_format = "Latest films: {title}"


class ChosenBlock(blocks.StructBlock):
    """Films chosen by hand."""

    title = blocks.CharBlock(max_length=120)
    words = blocks.TextBlock(required=False, max_length=400)
    films = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="catalogue.FilmPage"), min_num=1, max_num=MOST
    )

    class Meta:
        icon = "pick"
        label_format = "Films: {title}"


class WordsBlock(blocks.StructBlock):
    """Words of the house."""

    title = blocks.CharBlock(required=False, max_length=120)
    text = blocks.RichTextBlock(features=FEATURES)

    class Meta:
        icon = "pilcrow"
        label_format = "Text: {title}"


class SubjectsBlock(blocks.StructBlock):
    """What the films are about, as a line of words that lead to its pages."""

    title = blocks.CharBlock(required=False, max_length=120, help_text="Such as “Look for”.")
    subjects = blocks.ListBlock(SnippetChooserBlock("catalogue.Subject"), min_num=1, max_num=MOST)

    class Meta:
        icon = "tag"
        label_format = "Subjects: {title}"


class SectionsBlock(blocks.StreamBlock):
    """The front page from top to bottom."""

    lead = LeadBlock(label="Lead film")
    programme = ProgrammeBlock()
    latest = LatestBlock(label="Latest films")
    films = ChosenBlock(label="Films of your choice")
    text = WordsBlock()
    subjects = SubjectsBlock()
