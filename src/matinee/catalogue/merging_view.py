"""The studio page where two names of one person or company become one."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.snippets.widgets import AdminSnippetChooser

from matinee.catalogue.merging import merge_names, preview_merge
from matinee.catalogue.models import Company, Named, Person

_MODELS: dict[str, type[Named]] = {"person": Person, "company": Company}


class MergeForm(forms.Form):
    """Which other name means the same, and how the films go on printing it."""

    keep_spelling = forms.BooleanField(
        required=False,
        label="Films go on printing the old name",
        help_text="For a name that was changed; leave it off for a slip of the pen.",
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, kept: Named) -> None:
        super().__init__(data)
        self.kept = kept
        self.fields["other"] = forms.ModelChoiceField(
            type(kept).objects.exclude(pk=kept.pk),
            label="The same as",
            widget=AdminSnippetChooser(type(kept)),
            error_messages={"required": "Choose the name that means the same."},
        )
        self.order_fields(["other", "keep_spelling", "confirmed"])


def merge_view(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask which name means the same, say what will happen, and do it when confirmed."""
    model = _MODELS[kind]
    if not request.user.has_perms([f"catalogue.change_{kind}", f"catalogue.delete_{kind}"]):
        raise PermissionDenied
    kept = get_object_or_404(model, pk=pk)
    form = MergeForm(request.POST or None, kept)
    told = {"kept": kept, "form": form, "back": edit_address(kept)}
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["other"]
        if form.cleaned_data["confirmed"]:
            merge_names(kept, other, request.user, keep_spelling=form.cleaned_data["keep_spelling"])
            messages.success(request, f"“{other.name}” is “{kept.name}” from now on.")
            return redirect(edit_address(kept))
        told |= {"other": other, "merging": preview_merge(other)}
    return render(request, "catalogue/studio/merge.html", told)


def merge_button(name: Any) -> list[Button]:
    """Offer the page beside a person or a company in the studio's list."""
    if not isinstance(name, Named):
        return []
    address = reverse("merge_names", args=[name.kind, name.pk])
    return [Button("Same as another…", address, icon_name="group", priority=40)]


def edit_address(name: Named) -> str:
    """Return where a name is edited in the studio."""
    viewset: Any = type(name).snippet_viewset
    return reverse(f"{viewset.url_namespace}:edit", args=[name.pk])
