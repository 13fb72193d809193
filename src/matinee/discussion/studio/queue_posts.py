"""What the queue sends: actions on the comments chosen, on all that match, and their undoing."""

import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from matinee.correspondence.forms import WordsField
from matinee.discussion.deciding import By
from matinee.discussion.models import Comment, Decision
from matinee.discussion.models.comment import LONGEST_TEXT
from matinee.discussion.studio.actions import (
    BESIDES,
    DECIDING,
    LONGEST_REASON,
    REASONS,
    Job,
    act,
    act_on_all,
    change_text,
    said_of,
    undo_all,
    undoable,
)
from matinee.discussion.studio.queue import ALL, need_moderator, safe_return
from matinee.discussion.studio.queue_filters import Filters, tab_counts
from matinee.discussion.studio.queue_paging import ROWS
from matinee.discussion.studio.queue_rows import rows_by_pk
from matinee.media.errors import Refused

ACTIONS = {*DECIDING, *BESIDES}


@require_POST
def act_on_chosen(request: HttpRequest) -> HttpResponse:
    """Do something with one comment (its own button) or with those selected."""
    need_moderator(request)
    action, _, one = request.POST.get("do", "").partition(" ")
    pks = _numbers([one] if one else request.POST.getlist("pk"))[:ROWS]
    if action not in ACTIONS:
        return redirect(safe_return(request))
    by = By.user(request.user)
    try:
        batch = act(action, pks, by, _reason(request))
    except Refused as refusal:
        return _answer(request, [], "", str(refusal))
    return _answer(request, pks, batch, _left_hidden(action, pks))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Undo a batch; of a great one as much as time allows, and then the rest."""
    need_moderator(request)
    batch, name = request.POST.get("batch", ""), request.POST.get("as", "")[:32] or uuid.uuid4().hex
    if not undo_all(batch, By.user(request.user), name):
        return _go_on(request, "conversations:undo", {"batch": batch, "as": name}, name)
    touched = Decision.objects.filter(
        batch=name, comment__in=_numbers(request.POST.getlist("seen"))
    )
    return _answer(request, list(touched.values_list("comment_id", flat=True)), name)


def confirm_all(request: HttpRequest) -> HttpResponse:
    """Ask whether something is to be done with all comments that match; then do it in parts."""
    need_moderator(request)
    asked = request.POST or request.GET
    action = asked.get("do", "").partition(" ")[0]
    filters = Filters.read(asked)
    if action not in ALL:
        return redirect(safe_return(request))
    if request.POST.get("confirmed"):
        return _do_all(request, filters, action)
    matching = filters.comments()
    newest = matching.aggregate(newest=Max("pk"))["newest"] or 0
    count = matching.count()
    context = {
        "action": action,
        "filters": filters,
        "label": ALL[action],
        "asked": filters.asked,
        "count": count,
        "count_words": f"{count:,}",
        "told": filters.told(),
        "upto": newest,
        "reasons": REASONS,
        "next": safe_return(request),
    }
    return render(request, "discussion/studio/all.html", context)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a comment."""
    need_moderator(request)
    comment = get_object_or_404(Comment, pk=pk)
    form = EditForm(request.POST or None, initial={"text": comment.text})
    back = safe_return(request)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        change_text(comment, typed["text"], By.user(request.user), typed["reason"])
        return redirect(back)
    context = {"row": rows_by_pk([pk])[0], "form": form, "next": back}
    return render(request, "discussion/studio/edit.html", context)


class EditForm(forms.Form):
    """The words of a comment, and why they are changed."""

    text = WordsField(label="Words", max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 10}))
    reason = forms.CharField(
        max_length=LONGEST_REASON,
        required=False,
        help_text="Kept in the record. The words as they were are not.",
    )


def _do_all(request: HttpRequest, filters: Filters, action: str) -> HttpResponse:
    job = Job(
        action=action,
        batch=request.POST.get("batch", "")[:32] or uuid.uuid4().hex,
        upto=_number(request.POST.get("upto")),
        after=_number(request.POST.get("after")),
        reason=_reason(request),
    )
    after = act_on_all(filters.comments(), job, By.user(request.user))
    if after is None:
        return _answer(request, [], job.batch)
    return _go_on_all(request, filters, replace(job, after=after))


def _go_on_all(request: HttpRequest, filters: Filters, job: Job) -> HttpResponse:
    fields = {
        **filters.asked,
        "do": job.action,
        "confirmed": "1",
        "batch": job.batch,
        "upto": job.upto,
        "after": job.after,
        "own_reason": job.reason,
    }
    return _go_on(request, "conversations:all", fields, job.batch)


def _go_on(request: HttpRequest, to: str, fields: dict[str, Any], batch: str) -> HttpResponse:
    """Show how far it is, with a form that the page sends by itself and anyone can press."""
    if _wants_json(request):
        return JsonResponse({"on": fields, "said": said_of(batch)})
    context = {"to": to, "fields": fields, "said": said_of(batch), "next": safe_return(request)}
    return render(request, "discussion/studio/go_on.html", context)


def _answer(request: HttpRequest, pks: list[int], batch: str, trouble: str = "") -> HttpResponse:
    """Answer a script with the rows as they are now, anyone else with the page they came from."""
    if not _wants_json(request):
        back = safe_return(request)
        mark = "&" if "?" in back else "?"
        if trouble:
            messages.warning(request, trouble)
        return redirect(f"{back}{mark}done={batch}" if batch else back)
    rows = [
        {"pk": row.comment.pk, "html": render_to_string("discussion/studio/row.html", {"row": row})}
        for row in rows_by_pk(pks)
    ]
    said = said_of(batch) if batch else ""
    return JsonResponse(
        {
            "said": " ".join(each for each in (said, trouble) if each),
            "batch": batch if undoable(batch) else "",
            "rows": rows,
            "counts": tab_counts(),
        }
    )


def _left_hidden(action: str, pks: list[int]) -> str:
    """Say which comments could not be approved, and why."""
    if action != "approve":
        return ""
    left = Comment.objects.filter(pk__in=pks).exclude(state=Comment.State.PUBLIC).count()
    if not left:
        return ""
    what = "1 comment answers" if left == 1 else f"{left} comments answer"
    return f"{what} something that was never shown; approve that first."


def _reason(request: HttpRequest) -> str:
    chosen, own = request.POST.get("reason", ""), request.POST.get("own_reason", "").strip()
    parts = [each for each in (chosen if chosen in REASONS else "", own) if each]
    return ": ".join(parts)[:LONGEST_REASON]


def _numbers(texts: list[str]) -> list[int]:
    return [number for number in map(_number, texts) if number]


def _number(text: str | None) -> int:
    sane = text and text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if text and sane else 0


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"
