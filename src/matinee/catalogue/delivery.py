"""The studio page where an editor delivers the master of a film."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.admin import messages

from matinee.catalogue.models import FilmPage
from matinee.media.errors import Refused
from matinee.media.recipe import EncodeOptions
from matinee.releases.masters import take_master
from matinee.releases.models import Master
from matinee.releases.queue import queue_encode


class MasterForm(forms.Form):
    """The master file; a separate form, because the editor's autosave would send it again."""

    master = forms.FileField(
        label="Master file",
        help_text="The best file you have, as it left the edit. MP4, MOV, MKV, WebM, TS or AVI.",
    )

    def clean_master(self) -> Master:
        """Take the file in.

        Raises ValidationError with the sentence that says why it is no acceptable film.
        """
        try:
            return _take(self.cleaned_data["master"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def deliver_master(request: HttpRequest, film_id: int) -> HttpResponse:
    """Show the form, or take the master and queue the work on it."""
    latest = get_object_or_404(FilmPage, pk=film_id)
    if not latest.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = MasterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        _give(latest, form.cleaned_data["master"], request.user)
        messages.success(
            request, "The master is here and is being made playable. Publish the film to show it."
        )
        return redirect("wagtailadmin_pages:edit", film_id)
    return render(request, "catalogue/studio/deliver_master.html", {"film": latest, "form": form})


def _give(film: FilmPage, master: Master, editor: Any) -> None:
    """Put the master on the live film and on its newest draft, and queue the work.

    The film that visitors see plays its old release until the new one is done.
    """
    draft = film.get_latest_revision_as_object()
    draft.master = master
    draft.save_revision(user=editor, clean=False)
    if not film.live:
        film.master = master
        # These fields alone: the row's latest revision is the one that was just saved.
        film.save(clean=False, update_fields=["master", "release"])
    queue_encode(master, EncodeOptions())


def _take(upload: UploadedFile) -> Master:
    name = upload.name or "master"
    if hasattr(upload, "temporary_file_path"):
        return take_master(Path(upload.temporary_file_path()), name)
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        return take_master(Path(copy.name), name)
