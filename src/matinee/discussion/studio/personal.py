"""The studio's page where what is kept about a person is given to them, or erased for good."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from matinee.discussion import erasing
from matinee.discussion.deciding import By
from matinee.discussion.models import Comment, NoticeAddress
from matinee.discussion.moderators import may_erase

LISTED = 20


class PersonForm(forms.Form):
    """Whose data it is: that of an address, or of one comment that has none."""

    email = forms.EmailField(
        label="E-mail",
        required=False,
        help_text="All comments that were sent with it, and the wish to be told of replies.",
    )
    comment = forms.IntegerField(
        label="Or the number of one comment",
        required=False,
        min_value=1,
        help_text="For people who gave no address: the number after #c- in its address.",
    )
    alike = forms.BooleanField(
        label="With all comments of the same name under that film",
        required=False,
        help_text="Make sure that they are one person: a name can belong to two.",
    )

    def clean_email(self) -> str:
        """Return the address as comments keep it."""
        return erasing.normal(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        """Need one of the two, and a comment that there is."""
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(typed.get("email")) == bool(typed.get("comment")):
            raise forms.ValidationError("Give an e-mail address or a comment, one of them.")
        pk = typed.get("comment")
        if pk and not Comment.objects.filter(pk=pk).exists():
            self.add_error("comment", "There is no comment of this number.")
        return typed


@dataclass(frozen=True)
class Person:
    """Whom the form means, and which comments are theirs."""

    email: str = ""
    pks: Collection[int] = field(default_factory=tuple)

    def export(self) -> dict[str, Any]:
        """Return all that is kept, ready for JSON."""
        if self.email:
            return erasing.export(self.email)
        return erasing.told(Comment.objects.filter(pk__in=self.pks).order_by("pk"))

    def erase(self, by: By) -> erasing.Erased:
        """Erase it for good."""
        return erasing.erase(self.email, by) if self.email else erasing.erase_comments(self.pks, by)


@never_cache
def personal_data(request: HttpRequest) -> HttpResponse:
    """Ask whose data is meant, show what there is, and give it out or erase it.

    What is typed travels in the body of a post: an address stands in no server's log.
    """
    if not may_erase(request.user):
        raise PermissionDenied
    form = PersonForm(request.POST or None, initial={"comment": request.GET.get("comment")})
    if request.method != "POST" or not form.is_valid():
        return render(request, "discussion/studio/personal.html", {"form": form})
    person = _person(form.cleaned_data)
    if "export" in request.POST:
        return _file(person)
    if "erase" in request.POST and request.POST.get("sure"):
        _say(request, person.erase(By.user(request.user)))
        return redirect("conversation_personal")
    comments = Comment.objects.filter(pk__in=person.pks).select_related("film").order_by("-pk")
    context = {
        "form": form,
        "found": True,
        "email": person.email,
        "count": len(person.pks),
        "comments": comments[:LISTED],
        "more": max(len(person.pks) - LISTED, 0),
        "notices": bool(person.email) and NoticeAddress.objects.filter(email=person.email).exists(),
        "unsure": "erase" in request.POST,
    }
    return render(request, "discussion/studio/personal.html", context)


def _person(typed: dict[str, Any]) -> Person:
    if typed["email"]:
        pks = erasing.comments_of(typed["email"]).values_list("pk", flat=True)
        return Person(typed["email"], tuple(pks))
    comment = Comment.objects.get(pk=typed["comment"])
    if typed["alike"]:
        return Person(pks=tuple(erasing.comments_alike(comment).values_list("pk", flat=True)))
    return Person(pks=(comment.pk,))


def _file(person: Person) -> HttpResponse:
    words = json.dumps(person.export(), ensure_ascii=False, indent=2)
    response = HttpResponse(words, content_type="application/json")
    name = f"comments-{timezone.localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _say(request: HttpRequest, erased: erasing.Erased) -> None:
    count = erased.emptied + erased.deleted
    comments = "1 comment was" if count == 1 else f"{count:,} comments were"
    messages.success(request, f"{comments} erased. Pages that showed them are made anew.")
    if not erased.scrubbed:
        messages.warning(
            request, "The database was busy: the last traces in its file go within the hour."
        )
