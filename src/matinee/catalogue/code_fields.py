"""A list of country or language codes that editors read and write as names."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from matinee.catalogue.codes import country_names, language_names, read_country, read_language

_READERS: dict[str, tuple[Callable[[str, str], str], Callable[[list[str], str], list[str]]]] = {
    "country": (read_country, country_names),
    "language": (read_language, language_names),
}
MAX_CODES = 50


class CodesFormField(forms.CharField):
    """Names or codes with commas between; the value is the list of codes."""

    def __init__(self, *, noun: str = "country", **kwargs: Any) -> None:
        self.noun = noun
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show the names of the codes; what was typed stays as typed."""
        if isinstance(value, list):
            return ", ".join(_READERS[self.noun][1](value, settings.LANGUAGE_CODE))
        return value

    def to_python(self, value: Any) -> Any:
        """Read the codes.

        Raises ValidationError naming the first word that is no country or language.
        """
        typed = value if isinstance(value, list) else str(value or "").split(",")
        return read_codes(self.noun, typed)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare codes with what was typed."""
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class CodesField(models.JSONField):
    """ISO 3166-1 countries or BCP 47 languages, as a list of codes in the order typed."""

    def __init__(self, *args: Any, noun: str = "country", **kwargs: Any) -> None:
        self.noun = noun
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Keep the noun in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "noun": self.noun}

    def validate(self, value: Any, model_instance: Any) -> None:
        """Refuse anything but a list of known codes."""
        super().validate(value, model_instance)
        if not isinstance(value, list) or len(value) > MAX_CODES:
            raise ValidationError(f"Give at most {MAX_CODES}, with commas between.")
        if read_codes(self.noun, value) != value:
            raise ValidationError("Give each of them once, by its code.")

    def formfield(self, **kwargs: Any) -> Any:
        """Return the field of names that editors type in."""
        return models.Field.formfield(
            self, **{"form_class": CodesFormField, "noun": self.noun, **kwargs}
        )


def read_codes(noun: str, typed: list[str]) -> list[str]:
    """Return the codes of names or codes, each once, in order; noun: "country" or "language".

    Raises ValidationError naming the first that is unknown.
    """
    codes: list[str] = []
    for word in filter(None, (str(each).strip() for each in typed)):
        try:
            code = _READERS[noun][0](word, settings.LANGUAGE_CODE)
        except LookupError:
            raise ValidationError(
                f"“{word}” is not a {noun} we know. Write its name in full, or its code."
            ) from None
        if code not in codes:
            codes.append(code)
    return codes
