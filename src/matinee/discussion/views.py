"""Takes what visitors write: the form as a page, the ticket, the preview, the comment itself."""

from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from markupsafe import Markup

from matinee.correspondence.admission import network_of
from matinee.discussion import pages, posting, tickets, yours
from matinee.discussion.addresses import endpoint
from matinee.discussion.endpoint import as_json, sent_form, wants_json, way
from matinee.discussion.forms import Typed, Wrong, check
from matinee.discussion.gather.threads import Stage, comment_data
from matinee.discussion.ground import Ground, ground_of, parent_of
from matinee.discussion.markup import to_html
from matinee.discussion.models import Comment
from matinee.discussion.refusals import NEW_TICKET, NotTaken
from matinee.discussion.yours import Yours, as_html


@way("GET")
def ticket(request: HttpRequest) -> HttpResponse:
    """Give a ticket to a script that is about to post."""
    return as_json(tickets.told())


@way("POST")
def post(request: HttpRequest) -> HttpResponse:
    """Take a comment; whatever stands in the way, what was typed comes back."""
    typed = Typed()
    try:
        typed = Typed.of(sent_form(request))
        taken = posting.take(typed, network_of(request.META.get("REMOTE_ADDR", "")))
    except NotTaken as refusal:
        return _not_taken(request, typed, refusal)
    except DatabaseError:
        posting.log.exception("A comment could not be taken; its author was asked to try again.")
        return _not_taken(request, typed, NotTaken("away"))
    own = yours.seen_by_author(taken.comment, taken.film)
    if wants_json(request):
        return as_json(told_of(own), 201)
    return HttpResponseRedirect(own.way, status=303)


@way("POST")
def preview(request: HttpRequest) -> HttpResponse:
    """Show what was typed as it would look; nothing is kept."""
    typed = Typed()
    try:
        typed = Typed.of(sent_form(request))
        place = posting.place_of(typed)
        words, wrong = check(typed, place.ground.duration_s)
        if wants_json(request):
            return _preview_as_json(typed, wrong)
    except NotTaken as refusal:
        return _not_taken(request, typed, refusal)
    if words is None:
        return _not_taken(request, typed, NotTaken("wrong", wrong))
    return _not_taken(request, typed, NotTaken("no-ticket"), status=200)


@way("GET")
def write(request: HttpRequest, film: int) -> HttpResponse:
    """Show the form as a page of its own; ?at=754 fills in the moment."""
    return _form(request, Typed(film=str(film), at=_moment(request)))


@way("GET")
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form to answer a comment, below that comment."""
    film = Comment.objects.filter(pk=pk).values_list("film", flat=True).first()
    if film is None:
        raise Http404
    return _form(request, Typed(film=str(film), parent=str(pk), at=_moment(request)))


def told_of(own: Yours) -> dict[str, Any]:
    """Return one's own comment as a script is told of it."""
    return {
        "id": own.comment.pk,
        "parent": own.comment.parent_id,
        "state": own.state,
        "html": own.html(),
        "text": own.comment.text,
        "yours": own.way,
        "until": own.until.isoformat(timespec="seconds"),
        "may_change": own.may_change,
        "address": own.address,
        "note": note_on(own),
    }


def note_on(own: Yours) -> str:
    """Return what becomes of a comment of one's own, in a sentence or two."""
    if own.state == "public":
        note = "Your comment is public."
    elif own.state == "held":
        note = "Your comment waits for a moderator. Until then only you can see it."
    elif own.state == "removed":
        return "Your comment was removed by a moderator."
    else:
        return "You withdrew your comment. What was said is erased."
    if own.may_change:
        note += f" You can change or withdraw it until {until(own)}."
    return note


def until(own: Yours) -> str:
    """Return until when something can be done, for people."""
    local = timezone.localtime(own.until)
    return f"{date_format(local, 'H:i')} {local.tzname()}"


def _form(request: HttpRequest, typed: Typed) -> HttpResponse:
    """Answer with an empty form and a ticket, or with why nothing can be written."""
    try:
        place = posting.place_of(typed)
    except NotTaken as refusal:
        return _not_taken(request, typed, refusal)
    answered = _answered(place.parent.pk, place.ground) if place.parent else Markup()
    title = f"Answer {place.parent.name}" if place.parent else "Write a comment"
    ready = _with_ticket(typed, tickets.new_ticket())
    page = pages.write_page(request.path, title, place.ground, typed=ready, answered=answered)
    return HttpResponse(pages.render(page))


def _not_taken(
    request: HttpRequest, typed: Typed, refusal: NotTaken, status: int = 0
) -> HttpResponse:
    """Answer with the reason, and with everything that was typed."""
    renewed = tickets.told() if refusal.code in NEW_TICKET else {}
    if wants_json(request):
        said = {"trouble": refusal.message, "code": refusal.code, "fields": refusal.wrong}
        facts = {**said, **renewed}
        return as_json({**facts, "wait_s": tickets.WAIT_S}, refusal.status)
    if renewed:
        typed = _with_ticket(typed, str(renewed["ticket"]))
    html = pages.render(_page_of_trouble(typed, refusal))
    return HttpResponse(html, status=status or refusal.status)


def _page_of_trouble(typed: Typed, refusal: NotTaken) -> pages.WritePage:
    looks_over = refusal.code in {"no-ticket", "too-fresh"}
    more: dict[str, Any] = {"typed": typed, "wrong": refusal.wrong}
    ground, parent = None, None
    if refusal.code not in {"away", "unreadable", "foreign"}:
        pk, answered = posting.number_of(typed.film), posting.number_of(typed.parent)
        ground = ground_of(pk) if pk else None
        parent = parent_of(answered, ground.pk) if ground and answered else None
    if refusal.code == "parent-gone":
        more["typed"] = _without_parent(typed)
    more["answered"] = _answered(parent.pk, ground) if ground and parent else Markup()
    more["preview"] = _preview(typed) if typed.text and ground and not refusal.wrong else Markup()
    more["can_post"] = refusal.code not in {"no-film", "closed", "banned", "unreadable"}
    more["introduction" if looks_over else "trouble"] = refusal.message
    title = "Look it over, then post" if looks_over else "Not posted yet"
    return pages.write_page(endpoint("post/"), title, ground, **more)


def _answered(pk: int, ground: Ground) -> Markup:
    parent = posting.kept(pk)
    stage = Stage(pages.whole(ground.address), on_film=False, takes=False)
    return as_html(comment_data(parent, parent.thread or parent, stage))


def _preview(typed: Typed) -> Markup:
    return Markup('<div class="said">{}</div>').format(Markup(to_html(typed.text)))  # noqa: S704


def _preview_as_json(typed: Typed, wrong: Wrong) -> HttpResponse:
    if "text" in wrong:
        refusal = NotTaken("wrong", {"text": wrong["text"]})
        return as_json({"trouble": refusal.message, "fields": refusal.wrong}, refusal.status)
    return as_json({"html": to_html(typed.text)})


def _with_ticket(typed: Typed, ticket: str) -> Typed:
    return Typed(**{**typed.__dict__, "ticket": ticket, "work": ""})


def _without_parent(typed: Typed) -> Typed:
    return Typed(**{**typed.__dict__, "parent": ""})


def _moment(request: HttpRequest) -> str:
    at = request.GET.get("at", "")
    return at if at.isascii() and at.isdecimal() and len(at) < 7 else ""
