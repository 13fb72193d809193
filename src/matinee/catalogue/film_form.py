"""The studio's form of a film: offers only what belongs to this film."""

from collections.abc import Iterable
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from matinee.catalogue.titles import sorted_as
from matinee.media.timecode import clock
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

    def is_valid(self) -> bool:
        """Check the chapters against each other and the film, too."""
        valid = super().is_valid()
        chapters = self.formsets.get("chapters")
        if chapters is None or not chapters.is_valid():
            return bool(valid)
        release = self.instance.release
        return check_chapters(chapters.forms, release.duration_s if release else None) and valid


def check_chapters(rows: Iterable[Any], duration_s: float | None) -> bool:
    """Say whether no two chapters begin at once and none after the film's end.

    Each row that is wrong gets its error. `duration_s` is None while nobody knows the length.
    """
    taken: set[float] = set()
    good = True
    for row in rows:
        start_s = row.cleaned_data.get("start_s")
        if start_s is None or row.cleaned_data.get("DELETE"):
            continue
        if start_s in taken:
            row.add_error("start_s", "Another chapter begins at this time.")
            good = False
        elif duration_s is not None and start_s >= duration_s:
            row.add_error("start_s", f"The film ends at {clock(int(duration_s))}.")
            good = False
        taken.add(start_s)
    return good
