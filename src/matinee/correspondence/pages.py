"""The pages of the forms as published data: the same for everyone until something is typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings

from matinee.catalogue.gather.house import front_end, gather_house
from matinee.catalogue.published import FilmPageData, Head, House, Link
from matinee.catalogue.rendering import public_environment
from matinee.correspondence.addresses import FOOTAGE, NEWS, SCREENING, form_address
from matinee.correspondence.forms import TRAP, LetterForm, make_form
from matinee.correspondence.posting import sends_mail


@dataclass(frozen=True)
class Field:
    """One question of a form, with what was typed and what is wrong with it."""

    name: str
    label: str
    kind: str
    """HTML's type of input, or "textarea"."""
    value: str
    help: str
    error: str
    required: bool
    limit: int
    autocomplete: str
    rows: int
    trap: bool


@dataclass(frozen=True)
class FormPageData:
    """The page of one form of one film; `fields` is empty where nothing can be sent."""

    house: House
    head: Head
    address: str
    kind: str
    label: str
    title: str
    introduction: str
    film: Link
    fields: tuple[Field, ...]
    trouble: str
    """What is wrong with the whole, "" while nothing is."""
    button: str
    privacy: str
    script: str = ""
    """URL of the script that fills in what a link asks for."""
    links: tuple[Link, ...] = ()

    @property
    def wrong(self) -> tuple[Field, ...]:
        """The fields with an error."""
        return tuple(field for field in self.fields if field.error)


@dataclass(frozen=True)
class WordPageData:
    """A page that says one thing and may have one button, which posts to its own address."""

    house: House
    head: Head
    address: str
    label: str
    title: str
    text: str
    button: str = ""
    onward: Link | None = None


@dataclass(frozen=True)
class _Words:
    """What stands around a form."""

    label: str
    title: str
    introduction: str
    button: str
    privacy: str


_ENQUIRY_PRIVACY = (
    "Your words and your address go to the maker of the film and are erased here after a year."
)
_WORDS = {
    FOOTAGE: _Words(
        "Footage and rights",
        "Ask about footage",
        "Tell the maker which moments you would like to use, and for what.",
        "Send",
        _ENQUIRY_PRIVACY,
    ),
    SCREENING: _Words(
        "Host a screening",
        "Show it to others",
        "Tell the maker where you would like to show the film, and to whom.",
        "Send",
        _ENQUIRY_PRIVACY,
    ),
    NEWS: _Words(
        "Tell me when",
        "Hear when there is news",
        "We write when the film comes out, when it is shown somewhere, and when its maker has"
        " something to tell.",
        "Tell me when",
        "Your address serves for news of this film alone, and goes when you say so.",
    ),
}
_NO_MAIL = "This site writes no e-mail."


def form_pages(film: FilmPageData) -> Iterator[FormPageData]:
    """Yield the pages of the forms that a film's page offers."""
    offered = film.enquiries
    for kind, address in (
        (FOOTAGE, offered.footage),
        (SCREENING, offered.screening),
        (NEWS, offered.news),
    ):
        if address:
            yield form_page(film, kind)


def form_page(
    film: FilmPageData, kind: str, form: LetterForm | None = None, trouble: str = ""
) -> FormPageData:
    """Return the page of one form, with what was typed where a form is given."""
    words = _WORDS[kind]
    silent = kind == NEWS and not sends_mail()
    return FormPageData(
        house=film.house,
        head=Head(listed=False),
        address=form_address(film.address, kind),
        kind=kind,
        label=words.label,
        title=words.title,
        introduction=_without_mail(film) if silent else words.introduction,
        film=Link(film.title, film.address),
        fields=() if silent else _fields(form or make_form(kind)),
        trouble=trouble,
        button=words.button,
        privacy=words.privacy,
        script=_passages_script() if kind == FOOTAGE else "",
        links=tuple(Link(feed.title, feed.href) for feed in film.head.feeds) if silent else (),
    )


def word_page(
    address: str, words: tuple[str, str, str], *, button: str = "", onward: Link | None = None
) -> WordPageData:
    """Return a page that says one thing; `words` are its label, title and text."""
    label, title, text = words
    head = Head(listed=False)
    return WordPageData(gather_house(), head, address, label, title, text, button, onward)


def render(page: FormPageData | WordPageData) -> str:
    """Return the page's HTML, by the renderer of all public pages."""
    name = "form" if isinstance(page, FormPageData) else "word"
    template = public_environment().get_template(f"correspondence/{name}.html")
    return template.render(page=page)


def _passages_script() -> str:
    """Return the script's URL, "" where the front end was never built."""
    name = front_end().get("passages.js")
    return f"{settings.STATIC_URL}matinee/{name}" if name else ""


def _without_mail(film: FilmPageData) -> str:
    return f"{_NO_MAIL} Its feed tells what is new." if film.head.feeds else _NO_MAIL


def _fields(form: LetterForm) -> tuple[Field, ...]:
    return tuple(_field(form[name]) for name in form.fields)


def _field(bound: Any) -> Field:
    widget = bound.field.widget
    lines = isinstance(widget, forms.Textarea)
    return Field(
        name=bound.name,
        label=str(bound.label),
        kind="textarea" if lines else widget.input_type,
        value=str(bound.value() or ""),
        help=str(bound.help_text),
        error=" ".join(bound.errors),
        required=bound.field.required,
        limit=bound.field.max_length,
        autocomplete=widget.attrs.get("autocomplete", "off"),
        rows=int(widget.attrs.get("rows", 1)),
        trap=bound.name == TRAP,
    )
