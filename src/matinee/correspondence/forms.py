"""What people may type into the three forms, and the sentence when something is missing."""

from fractions import Fraction
from typing import Any

from django import forms

from matinee.catalogue.models import FilmPage
from matinee.correspondence.addresses import FOOTAGE, NEWS, SCREENING
from matinee.correspondence.passages import Passage, read_passages
from matinee.media.errors import Refused

LONGEST_MESSAGE = 5000
LONGEST_ADDRESS = 254
TRAP = "leave_empty"
"""A field that people do not see, or are told to leave empty; programs fill it."""


class WordsField(forms.CharField):
    """Text with its line ends as one character each, which is how a browser counts them."""

    def to_python(self, value: Any) -> str:
        """Return the text; a browser sends two characters for each line end."""
        return str(super().to_python(str(value or "").replace("\r\n", "\n")))


def _text(label: str, limit: int, *, missing: str = "", **more: Any) -> WordsField:
    """Return a field of one line; without a sentence for when it is missing it may be."""
    autocomplete = more.pop("autocomplete", "off")
    lines = more.pop("lines", 1)
    attrs = {"autocomplete": autocomplete}
    widget = forms.Textarea({**attrs, "rows": lines}) if lines > 1 else forms.TextInput(attrs)
    errors = {"required": missing, "max_length": f"Please use at most {limit:,} characters."}
    return WordsField(
        label=label,
        max_length=limit,
        required=bool(missing),
        widget=widget,
        error_messages=errors,
        **more,
    )


def _email() -> forms.EmailField:
    return forms.EmailField(
        label="E-mail",
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "required": "Please give an e-mail address.",
            "invalid": "This is no e-mail address. One looks like name@example.org.",
            "max_length": "This is too long for an e-mail address.",
        },
    )


class LetterForm(forms.Form):
    """What every form asks and keeps out."""

    email = _email()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields[TRAP] = _text("Leave this empty", 200)
        self.fields[TRAP].widget.attrs["tabindex"] = "-1"

    def clean_leave_empty(self) -> str:
        """Refuse what a program filled in; a person reads why and loses nothing."""
        if self.cleaned_data[TRAP]:
            raise forms.ValidationError("Please leave this field empty; it is there for robots.")
        return ""

    def clean_email(self) -> str:
        """Return the address as one person's: in lower case, its domain in ASCII."""
        name, _, domain = str(self.cleaned_data["email"]).rpartition("@")
        try:
            address = f"{name}@{domain.encode('idna').decode()}".lower()
        except UnicodeError:
            address = ""
        if not 0 < len(address) <= LONGEST_ADDRESS:
            raise forms.ValidationError(self.fields["email"].error_messages["invalid"])
        return address


class NewsForm(LetterForm):
    """Asks for news of a film."""


class EnquiryForm(LetterForm):
    """Who asks, before what they ask."""

    FURTHER: tuple[str, ...] = ()
    """The fields that are told to the maker as question and answer."""

    name = _text("Your name", 120, missing="Please give your name.", autocomplete="name")
    field_order = ("name", "email", "organisation")

    def further(self) -> str:
        """Return the further questions that were answered, one a line."""
        answers = ((self.fields[name].label, self.cleaned_data[name]) for name in self.FURTHER)
        return "\n".join(f"{label}: {answer}" for label, answer in answers if answer)


class FootageForm(EnquiryForm):
    """Asks for footage or rights, with the moments that are wanted."""

    FURTHER = ("territory", "medium", "term")

    organisation = _text("Organisation", 160, autocomplete="organization")
    message = _text(
        "What is it for?",
        LONGEST_MESSAGE,
        lines=5,
        missing="Please say what it is for.",
        help_text="The work it would be part of, and what you need.",
    )
    passages = _text(
        "Passages",
        3000,
        lines=3,
        help_text="In and out times, one passage a line: 1:02–1:10, or 1:02:03–1:02:40 with a"
        " few words.",
    )
    territory = _text("Territory", 200, help_text="Such as “Europe” or “worldwide”.")
    medium = _text("Media", 200, help_text="Such as television, cinema, web.")
    term = _text("For how long", 200)

    def __init__(self, data: Any = None, film: FilmPage | None = None) -> None:
        super().__init__(data)
        self.film = film

    def clean_passages(self) -> tuple[Passage, ...]:
        """Return the passages, or say which of them the film cannot have."""
        release = self.film.release if self.film else None
        rate = Fraction(release.frame_rate) if release else Fraction(25)
        own_s = release.duration_s if release else None
        elsewhere_s = self.film.running_time_s if self.film else None
        try:
            return read_passages(self.cleaned_data["passages"], own_s or elsewhere_s, rate)
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class ScreeningForm(EnquiryForm):
    """Asks to show the film to an audience."""

    FURTHER = ("place", "wished_date", "audience")

    organisation = _text("Organisation", 160, autocomplete="organization")
    place = _text(
        "Where",
        200,
        missing="Please say where you would show it.",
        help_text="The hall or house, and the town.",
    )
    wished_date = _text("When", 120, help_text="A date, or roughly.")
    audience = _text("How many people", 120, help_text="A guess will do.")
    message = _text(
        "Your message",
        LONGEST_MESSAGE,
        lines=5,
        missing="Please write a few words.",
        help_text="Who would come, whether there is a talk, an entrance fee.",
    )


def make_form(kind: str, data: Any = None, film: FilmPage | None = None) -> LetterForm:
    """Return the form of a kind, empty or with what was typed."""
    if kind == FOOTAGE:
        return FootageForm(data, film)
    return {SCREENING: ScreeningForm, NEWS: NewsForm}[kind](data)
