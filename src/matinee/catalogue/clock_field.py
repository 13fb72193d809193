"""A moment of a film that editors type as 1:02:03 and the database keeps in seconds."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from matinee.media.timecode import clock, read_clock


class ClockFormField(forms.Field):
    """A time as people write it; the value is in seconds."""

    def prepare_value(self, value: Any) -> Any:
        """Show seconds as a time; what was typed stays as typed."""
        return clock(value) if isinstance(value, float | int) else value

    def to_python(self, value: Any) -> float | None:
        """Read the time.

        Raises ValidationError for what is no time.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, float | int):
            return float(value)
        try:
            return read_clock(value)
        except ValueError as error:
            raise ValidationError("Write the time as 1:02:03, 62:03 or in seconds.") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the time with what was typed."""
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class ClockField(models.FloatField):
    """Seconds from the film's beginning; to migrations a plain float."""

    def deconstruct(self) -> Any:
        """Name the plain field: how a time is typed is no matter of the database."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.FloatField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Return the field of the time that editors type."""
        return models.Field.formfield(self, **{"form_class": ClockFormField, **kwargs})
