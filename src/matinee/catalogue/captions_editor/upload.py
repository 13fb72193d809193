"""The form that takes a caption file of any format in."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms

from matinee.catalogue.captions_editor.languages import language_choices
from matinee.catalogue.models import FilmPage
from matinee.media.captions.formats import MAX_BYTES
from matinee.media.errors import Refused
from matinee.releases.captions import add_captions
from matinee.releases.models import CaptionTrack, Master


class CaptionsForm(forms.Form):
    """A caption file, its language and what it is for."""

    file = forms.FileField(
        label="Caption file",
        help_text="SRT, WebVTT, ASS, TTML or SAMI, as your editing program or translator made it.",
        error_messages={"required": "Choose the file."},
    )
    kind = forms.ChoiceField(
        choices=(
            (CaptionTrack.Kind.CAPTIONS, "Captions, for who cannot hear"),
            (CaptionTrack.Kind.SUBTITLES, "Subtitles, a translation"),
        ),
        help_text="Captions tell of sounds, too: a door, a song.",
    )
    replace = forms.BooleanField(required=False, label="Replace the ones that are there")

    def __init__(self, data: Any, files: Any, film: FilmPage, master: Master) -> None:
        super().__init__(data, files, label_suffix="")
        self.master = master
        self.asks_to_replace = False
        self.fields["language"] = forms.ChoiceField(
            choices=language_choices(film.languages, "Choose…"),
            error_messages={"required": "Choose its language."},
        )
        self.order_fields(["file", "language", "kind", "replace"])

    def clean(self) -> dict[str, Any]:
        """Refuse to replace captions before somebody has said so."""
        given = super().clean() or {}
        language, kind = given.get("language"), given.get("kind")
        there = CaptionTrack.objects.filter(master=self.master, language=language, kind=kind)
        if (track := there.first()) and not given.get("replace"):
            self.asks_to_replace = True
            kind_words = track.get_kind_display().lower()
            raise forms.ValidationError(
                f"There are {kind_words} in this language already ({track.label})."
                " Choose the file again and say that it replaces them, or leave it."
            )
        return given

    def take(self) -> CaptionTrack | None:
        """Keep the file as the film's captions; None with an error in the form where it is none."""
        given = self.cleaned_data
        try:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / _plain_name(given["file"].name)
                file.write_bytes(given["file"].read(MAX_BYTES + 1))
                return add_captions(self.master, given["language"], file, kind=given["kind"])
        except Refused as refusal:
            self.add_error("file", str(refusal))
            return None


def _plain_name(name: str | None) -> str:
    return Path(name or "captions").name[-100:] or "captions"
