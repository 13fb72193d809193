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


class NotedLinkBlock(LinkBlock):
    """A link, with a few words about what stands there."""

    note = blocks.CharBlock(required=False, max_length=300)


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


class FilmIdentifierBlock(blocks.StructBlock):
    """How a catalogue or an archive names a film."""

    scheme = blocks.ChoiceBlock(
        choices=[("eidr", "EIDR"), ("imdb", "IMDb"), ("wikidata", "Wikidata"), ("isan", "ISAN")]
    )
    value = blocks.RegexBlock(
        regex=r"^[A-Za-z0-9./ -]{1,60}$",
        error_messages={"invalid": "Only the identifier itself, such as 10.5240/7B2F-…-K."},
    )

    class Meta:
        icon = "key"


class AwardBlock(blocks.StructBlock):
    """A prize, a selection, a mention."""

    what = blocks.CharBlock(
        max_length=200, help_text="Such as “Best Short”, “Official selection”, “Nominated”."
    )
    where = blocks.CharBlock(max_length=200, help_text="The festival or the jury.")
    year = blocks.IntegerBlock(required=False, min_value=1890, max_value=2200)

    class Meta:
        icon = "pick"
        label_format = "{what}, {where} {year}"


class PressBlock(blocks.StructBlock):
    """A sentence somebody wrote about the film."""

    text = blocks.TextBlock()
    who = blocks.CharBlock(required=False, max_length=200)
    source = blocks.CharBlock(max_length=200, help_text="Where it stood.")
    href = blocks.URLBlock(required=False, label="Address")

    class Meta:
        icon = "openquote"
        label_format = "{source}: {text}"


class ContactBlock(blocks.StructBlock):
    """Whom to ask about what. All of it is shown to everyone."""

    about = blocks.CharBlock(max_length=120, help_text="Such as “Press” or “Sales”.")
    name = blocks.CharBlock(required=False, max_length=200)
    email = blocks.EmailBlock(required=False, label="E-mail")
    href = blocks.URLBlock(required=False, label="Address")

    class Meta:
        icon = "mail"
        label_format = "{about}: {name}"


class StillBlock(blocks.StructBlock):
    """A picture among the words."""

    picture = ImageChooserBlock()
    caption = blocks.CharBlock(required=False, max_length=400)
    credit = blocks.CharBlock(
        required=False, max_length=200, help_text="Empty uses the picture's own."
    )

    class Meta:
        icon = "image"


class GalleryBlock(blocks.StructBlock):
    """Several stills that belong together."""

    title = blocks.CharBlock(required=False, max_length=200)
    stills = blocks.ListBlock(StillBlock(), min_num=1, max_num=60)

    class Meta:
        icon = "image"
        label_format = "{title}"


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


class NoteBlock(blocks.StructBlock):
    """A word of the site's editor, set apart from the maker's."""

    text = blocks.RichTextBlock(features=["bold", "italic", "link"])
    who = blocks.CharBlock(required=False, max_length=200, help_text="Who says so.")

    class Meta:
        icon = "edit"


class FilmBlock(blocks.StructBlock):
    """Another film of this site, as a card."""

    film = blocks.PageChooserBlock(page_type="catalogue.FilmPage")
    note = blocks.CharBlock(required=False, max_length=400, help_text="Why it stands here.")

    class Meta:
        icon = "media"


class EmbedBlock(blocks.StructBlock):
    """Something that plays on another site; nothing is loaded from there before a click."""

    url = blocks.URLBlock(label="Address", help_text="The page where it plays, or a video file.")
    title = blocks.CharBlock(max_length=200, help_text="What it is, for those who cannot see it.")
    caption = blocks.CharBlock(required=False, max_length=400)
    picture = ImageChooserBlock(required=False, help_text="Shown before it plays.")

    class Meta:
        icon = "media"


class LinksBlock(blocks.StructBlock):
    """Books, sites, further reading."""

    title = blocks.CharBlock(required=False, max_length=200, help_text="Such as “Books”.")
    links = blocks.ListBlock(NotedLinkBlock(), min_num=1, max_num=60)

    class Meta:
        icon = "list-ul"
        label_format = "{title}"


class SupportBlock(blocks.StructBlock):
    """A call to support something, where the words ask for it."""

    text = blocks.TextBlock(max_length=600, help_text="What the support would go to.")
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=6)

    class Meta:
        icon = "group"


class BodyBlock(blocks.StreamBlock):
    """A film's words in order."""

    text = blocks.RichTextBlock(features=FEATURES, icon="pilcrow")
    heading = blocks.CharBlock(max_length=200, icon="title")
    still = StillBlock()
    gallery = GalleryBlock()
    quotation = QuotationBlock()
    borrowed = BorrowedBlock(label="Borrowed words")
    note = NoteBlock(label="Editor's note")
    film = FilmBlock(label="Another film")
    embed = EmbedBlock(label="From another site")
    links = LinksBlock(label="List of links")
    support = SupportBlock(label="Call for support")
