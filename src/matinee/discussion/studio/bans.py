"""The studio's pages of bans: who is kept out, keeping out the author of a comment, ending it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from matinee.discussion.bans import Kind, Why, ban, ban_author, end, salt_of
from matinee.discussion.deciding import By
from matinee.discussion.models import Ban, Comment
from matinee.discussion.studio.queue import need_moderator, safe_return
from matinee.discussion.studio.queue_paging import turn
from matinee.discussion.studio.queue_rows import rows_by_pk
from matinee.media.errors import Refused

SPANS = (("7", "For a week"), ("30", "For 30 days"), ("365", "For a year"), ("", "For good"))
AND_THEN = (
    ("", "Leave what they wrote"),
    ("remove", "Remove everything of theirs"),
    ("spam", "Mark everything of theirs as spam"),
)


class WhyForm(forms.Form):
    """For how long, and why."""

    span = forms.ChoiceField(label="How long", choices=SPANS, required=False, initial="30")
    reason = forms.CharField(
        max_length=200, required=False, help_text="Kept in the record. Do not name the person."
    )

    def why(self, request: HttpRequest) -> Why:
        """Return who bans, why and until when."""
        days = self.cleaned_data["span"]
        until = timezone.now() + timedelta(days=int(days)) if days else None
        return Why(By.user(request.user), self.cleaned_data["reason"], until)


class BanForm(WhyForm):
    """A name or an address to keep out."""

    kind = forms.ChoiceField(
        choices=[(Kind.NAME, Kind.NAME.label), (Kind.EMAIL, Kind.EMAIL.label)],
        label="What it goes by",
    )
    value = forms.CharField(max_length=254, label="Name or e-mail")
    field_order = ("kind", "value")


class AuthorForm(WhyForm):
    """By what the author of a comment is kept out."""

    kinds = forms.MultipleChoiceField(
        label="Keep out",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose at least one."},
    )
    then = forms.ChoiceField(
        label="And what they wrote", choices=AND_THEN, required=False, widget=forms.RadioSelect
    )
    field_order = ("kinds",)

    def __init__(self, data: Any, comment: Comment) -> None:
        super().__init__(data)
        choices = [(Kind.NAME, f"The name “{comment.name}”")] if comment.name else []
        if comment.email:
            choices.append((Kind.EMAIL, f"The address {comment.email}"))
        if comment.network and salt_of(comment):
            choices.append((Kind.NETWORK, "The network it came from (30 days at most)"))
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]


def bans(request: HttpRequest) -> HttpResponse:
    """List who is kept out, the newest ban first, and add a name or an address."""
    need_moderator(request)
    form = BanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            ban(typed["kind"], typed["value"], form.why(request))
        except Refused as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(request, "They can write nothing here from now on.")
            return redirect("conversations:bans")
    page = turn(
        Ban.objects.all(),
        "at",
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "form": form,
        "rows": page.rows,
        "now": timezone.now(),
        "on": urlencode({"after": page.on}) if page.on else "",
        "back": urlencode({"before": page.back}) if page.back else "",
    }
    return render(request, "discussion/studio/bans.html", context)


@require_POST
def end_ban(request: HttpRequest, pk: int) -> HttpResponse:
    """Let someone write again."""
    need_moderator(request)
    end(get_object_or_404(Ban, pk=pk), By.user(request.user))
    messages.success(request, "The ban is over.")
    asked = request.POST.get("next", "")
    return redirect(safe_return(request) if asked else "conversations:bans")


def ban_comment_author(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep out who wrote a comment; then, if that was asked, lead to all they wrote."""
    need_moderator(request)
    comment = get_object_or_404(Comment, pk=pk)
    form = AuthorForm(request.POST or None, comment)
    if request.method == "POST" and form.is_valid():
        kinds = form.cleaned_data["kinds"]
        try:
            ban_author(comment, kinds, form.why(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "They can write nothing here from now on.")
            return _then(form.cleaned_data["then"], comment, kinds)
    context = {"form": form, "row": rows_by_pk([pk])[0]}
    return render(request, "discussion/studio/ban.html", context)


def _then(action: str, comment: Comment, kinds: list[str]) -> HttpResponse:
    """Lead to the page that asks whether all of theirs is meant, or to their history."""
    kind = next(each for each in (Kind.EMAIL, Kind.NAME, Kind.NETWORK) if each in kinds)
    if not action:
        return redirect("conversations:history", comment.pk)
    person = f"#{comment.pk}" if kind == Kind.NETWORK else getattr(comment, kind)
    query = urlencode({"tab": "all", "person": person, "do": action})
    response = redirect("conversations:all")
    response["Location"] += f"?{query}"
    return response
