"""The studio's form of a film: offers only what belongs to this film."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from matinee.catalogue.titles import sorted_as
from matinee.releases.models import Still


class StillField(forms.ModelChoiceField):
    """The stills of one film, each told by its moment."""

    def label_from_instance(self, obj: Still) -> str:
        """Say when in the film the still stands."""
        minutes, seconds = divmod(round(obj.time_s), 60)
        return f"The picture at {minutes}:{seconds:02}"


class FilmForm(WagtailAdminPageForm):
    """Offers the stills of the film's own release as its poster, and asks for no address."""

    poster_still = StillField(
        queryset=Still.objects.none(),
        required=False,
        label="Poster out of the film",
        empty_label="The one we think best",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stills = Still.objects.filter(release_id=self.instance.release_id)
        self.fields["poster_still"].queryset = stills.order_by("time_s")
        # A usual sort title is made anew with each title; one of somebody's own stays.
        if self.instance.sort_title == sorted_as(self.instance.title):
            self.initial["sort_title"] = ""
        # Left empty, the address is made from the title.
        self.fields["slug"].required = False
