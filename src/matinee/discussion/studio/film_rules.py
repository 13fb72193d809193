"""The studio's page of the conversation under one film: its rules, its end, what stands first."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from matinee.catalogue.gather.films import public_films
from matinee.catalogue.models import FilmPage
from matinee.discussion import closing
from matinee.discussion.closing import FilmRules
from matinee.discussion.deciding import By
from matinee.discussion.models import Comment, Conversation, ConversationRules
from matinee.discussion.models.conversation import LONGEST_OPEN_DAYS, Opening, Order
from matinee.discussion.moderators import may_moderate
from matinee.discussion.standing import standing_of
from matinee.discussion.studio.pinning import pin, unpin
from matinee.media.errors import Refused

LATEST = 10


class FilmRulesForm(forms.Form):
    """A film's own rules; each may be left as the site's, which it names."""

    opening = forms.ChoiceField(label="Who may speak", required=False)
    closes_after_days = forms.IntegerField(
        label="Closes after so many days",
        required=False,
        min_value=0,
        max_value=LONGEST_OPEN_DAYS,
    )
    order = forms.ChoiceField(label="First on the film’s page", required=False)

    def __init__(self, data: Any, film: FilmPage) -> None:
        own, site = closing.rules_of(film), ConversationRules.load()
        super().__init__(data, initial=vars(own))
        _choices(self.fields["opening"], Opening.choices, Opening(site.opening).label)
        _choices(self.fields["order"], Order.choices, Order(site.order).label)
        days = site.closes_after_days
        self.fields["closes_after_days"].help_text = (
            "Counted from the day the film’s page was first published. 0: never. Empty: as the"
            f" site, {f'after {days} days' if days else 'never'}."
        )

    def rules(self) -> FilmRules:
        """Return what was typed."""
        typed = self.cleaned_data
        return FilmRules(typed["opening"], typed["closes_after_days"], typed["order"])


def film_rules(request: HttpRequest, film_id: int) -> HttpResponse:
    """Show how things stand with a film's conversation, or take new rules for it."""
    film = film_for(request, film_id)
    form = FilmRulesForm(request.POST or None, film)
    if request.method == "POST" and form.is_valid():
        changed = closing.set_rules(film, form.rules(), By.user(request.user))
        messages.success(request, "Saved." if changed else "Nothing was changed.")
        return redirect("conversation_film", film.pk)
    standing = standing_of(film)
    comments = Comment.objects.filter(film=film)
    conversation = Conversation.objects.filter(film=film).first()
    context = {
        "film": film,
        "form": form,
        "standing": standing,
        "now": standing.opening.label,
        "shown": conversation.shown if conversation else 0,
        "waiting": comments.filter(state=Comment.State.HELD).count(),
        "pinned": comments.filter(pinned=True).order_by("number"),
        "latest": comments.filter(state=Comment.State.PUBLIC).order_by("-posted_at", "-pk")[
            :LATEST
        ],
        "public": public_films().filter(pk=film.pk).exists(),
        "queue": queue_address(film),
    }
    return render(request, "discussion/studio/film_rules.html", context)


@require_POST
def turn(request: HttpRequest, film_id: int) -> HttpResponse:
    """Close a conversation in one press, or open it again."""
    film = film_for(request, film_id)
    by = By.user(request.user)
    if request.POST.get("to") == "open":
        closing.reopen(film, by)
        messages.success(request, f"The conversation under {film.title} is open.")
    else:
        closing.close(film, by)
        messages.success(request, f"The conversation under {film.title} is closed.")
    return redirect("conversation_film", film.pk)


@require_POST
def turn_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Pin a comment to the head of its conversation, or let it go."""
    comment = comment_for(request, pk)
    by = By.user(request.user)
    try:
        unpin(pk, by) if request.POST.get("to") == "unpin" else pin(pk, by)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("conversation_film", comment.film_id)


def film_for(request: HttpRequest, film_id: int) -> FilmPage:
    """Return the film; raises PermissionDenied for whoever may not moderate."""
    if not may_moderate(request.user):
        raise PermissionDenied
    return get_object_or_404(FilmPage, pk=film_id)


def comment_for(request: HttpRequest, pk: int) -> Comment:
    """Return the comment; raises PermissionDenied for whoever may not moderate."""
    if not may_moderate(request.user):
        raise PermissionDenied
    return get_object_or_404(Comment.objects.select_related("film"), pk=pk)


def queue_address(film: FilmPage) -> str:
    """Return the address of the queue with the comments of one film."""
    return f"{reverse('conversations:queue')}?{urlencode({'film': f'#{film.pk}'})}"


def _choices(field: Any, choices: Any, site: str) -> None:
    field.choices = [("", f"As the site: {site[0].lower()}{site[1:]}"), *choices]
