"""The parts that an editor builds a film's words from, and the links beside them."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from matinee.catalogue.words import FEATURES


class LinkBlock(blocks.StructBlock):
    """Words that lead to a place outside the site."""

    label = blocks.CharBlock(max_length=120, help_text="What people read.")
    href = blocks.URLBlock(label="Address", help_text="Where it leads.")

    class Meta:
        icon = "link"


class IdentifierBlock(blocks.StructBlock):
    """How a catalogue outside names someone."""

    scheme = blocks.ChoiceBlock(
        choices=[
            ("wikidata", "Wikidata"),
            ("imdb", "IMDb"),
            ("isni", "ISNI"),
            ("orcid", "ORCID"),
            ("viaf", "VIAF"),
        ]
    )
    value = blocks.RegexBlock(
        regex=r"^[A-Za-z0-9 -]{1,40}$",
        error_messages={"invalid": "Only the identifier itself, such as Q12345."},
    )

    class Meta:
        icon = "key"


class StillBlock(blocks.StructBlock):
    """A picture among the words."""

    picture = ImageChooserBlock()
    caption = blocks.CharBlock(required=False, max_length=400)
    credit = blocks.CharBlock(
        required=False, max_length=200, help_text="Empty uses the picture's own."
    )

    class Meta:
        icon = "image"


class QuotationBlock(blocks.StructBlock):
    """Something said, and by whom."""

    text = blocks.TextBlock()
    who = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "openquote"


class BorrowedBlock(blocks.StructBlock):
    """Text that someone else wrote, shown as theirs."""

    text = blocks.RichTextBlock(features=["bold", "italic", "link"])
    source = blocks.CharBlock(
        max_length=300, help_text="Whose words, and where they stood, as it should be printed."
    )
    href = blocks.URLBlock(required=False, label="Address", help_text="Where to read the whole.")
    date = blocks.CharBlock(required=False, max_length=60)

    class Meta:
        icon = "clipboard-list"


class BodyBlock(blocks.StreamBlock):
    """A film's words in order."""

    text = blocks.RichTextBlock(features=FEATURES, icon="pilcrow")
    heading = blocks.CharBlock(max_length=200, icon="title")
    still = StillBlock()
    quotation = QuotationBlock()
    borrowed = BorrowedBlock(label="Borrowed words")
