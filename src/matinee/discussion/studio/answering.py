"""The studio's pages to answer under a film, and to change or take away one's own words."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.admin import messages
from wagtail.snippets.widgets import AdminSnippetChooser

from matinee.catalogue.models import FilmPage, Person
from matinee.correspondence.forms import WordsField
from matinee.discussion.answering import Answer, badge_of, change, say, signature_of, take_away
from matinee.discussion.deciding import By
from matinee.discussion.markup import to_html
from matinee.discussion.models import Comment, Signature
from matinee.discussion.models.comment import LONGEST_LINK, LONGEST_NAME, LONGEST_TEXT
from matinee.discussion.standing import standing_of
from matinee.discussion.studio.film_rules import comment_for, film_for
from matinee.media.errors import Refused

HELP = "*Emphasis*, > quotation, - list; a link or a time such as 12:34 becomes one by itself."


class WordsForm(forms.Form):
    """A text, as visitors write it too."""

    text = WordsField(
        label="Your words",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8}),
        help_text=HELP,
        error_messages={
            "required": "Please write something.",
            "max_length": f"Please use at most {LONGEST_TEXT:,} characters.",
        },
    )


class AnswerForm(WordsForm):
    """A text and the signature below it, which is kept for the next time."""

    name = WordsField(
        label="Signed",
        max_length=LONGEST_NAME,
        help_text="Kept for what you write next.",
        error_messages={"required": "Please say who speaks."},
    )
    link = forms.URLField(
        label="Link", max_length=LONGEST_LINK, required=False, assume_scheme="https"
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, signature: Signature) -> None:
        values = {"name": signature.name, "link": signature.link, "person": signature.person_id}
        super().__init__(data, initial={**values, "nonce": uuid.uuid4()})
        self.fields["person"] = forms.ModelChoiceField(
            Person.objects.all(),
            label="Who you are among the people",
            required=False,
            widget=AdminSnippetChooser(Person),
            help_text="Under films you made, you answer as the maker; elsewhere as an editor.",
        )


def answer_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a comment; one that waits is shown with its answer."""
    comment = comment_for(request, pk)
    return _write(request, comment.film, comment)


def say_something(request: HttpRequest, film_id: int) -> HttpResponse:
    """Write a comment that answers nobody."""
    return _write(request, film_for(request, film_id), None)


def own_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what one wrote under one's account, or take it away."""
    comment = comment_for(request, pk)
    if comment.user_id is None or comment.user_id != request.user.pk:
        raise PermissionDenied
    by = By.user(request.user)
    form = WordsForm(request.POST or None, initial={"text": comment.text})
    if request.method == "POST" and "take" in request.POST:
        take_away(comment, by)
        messages.success(request, "It was taken away. What answered it stays.")
        return redirect("conversation_film", comment.film_id)
    looking = request.method == "POST" and form.is_valid()
    if looking and "look" not in request.POST:
        change(comment, form.cleaned_data["text"], by)
        messages.success(request, "Changed.")
        return redirect("conversation_film", comment.film_id)
    context = {
        "film": comment.film,
        "form": form,
        "own": comment,
        "preview": to_html(form.cleaned_data["text"]) if looking else "",
    }
    return render(request, "discussion/studio/answer.html", context)


def _write(request: HttpRequest, film: FilmPage, to: Comment | None) -> HttpResponse:
    if not standing_of(film).exists:
        messages.error(request, f"{film.title} has no conversation.")
        return redirect("conversation_film", film.pk)
    signature = signature_of(request.user)
    form = AnswerForm(request.POST or None, signature)
    ready = request.method == "POST" and form.is_valid()
    if ready:
        _sign(signature, form)
        if "look" not in request.POST and _say(request, form, signature, film, to):
            return redirect("conversation_film", film.pk)
    context = {
        "film": film,
        "to": to,
        "form": form,
        "waits": to is not None and to.state == Comment.State.HELD,
        "badge": Comment.Badge(badge_of(signature, film)).label,
        "preview": to_html(form.cleaned_data["text"]) if ready else "",
    }
    return render(request, "discussion/studio/answer.html", context)


def _say(
    request: HttpRequest, form: AnswerForm, signature: Signature, film: FilmPage, to: Comment | None
) -> bool:
    typed = form.cleaned_data
    signature.save()
    try:
        say(Answer(film, typed["text"], str(typed["nonce"]), to.pk if to else None), signature)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "It is on its way into the page.")
    return True


def _sign(signature: Signature, form: AnswerForm) -> None:
    typed = form.cleaned_data
    signature.name, signature.link = typed["name"], typed["link"]
    signature.person = typed["person"]
