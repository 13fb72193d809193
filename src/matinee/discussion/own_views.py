"""Answers the links that only one person has: to a comment of one's own, and to the notices."""

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from matinee.catalogue.published import Link
from matinee.discussion import notices, pages, yours
from matinee.discussion.addresses import confirming_key, leaving_key
from matinee.discussion.endpoint import as_json, sent_form, wants_json, way
from matinee.discussion.forms import readable
from matinee.discussion.refusals import NotTaken
from matinee.discussion.views import note_on, told_of, until

_TITLES = {
    "public": "Your comment is public",
    "held": "Your comment waits",
    "removed": "Your comment was removed",
    "withdrawn": "Your comment was withdrawn",
}
_LOST = "This link has run out. It serves for thirty days."


@way("GET", "POST")
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show a comment to whoever wrote it, and change or withdraw it while there is time."""
    comment = yours.own_comment(token)
    if comment is None:
        return _lost(request)
    refusal, typed = None, ""
    if request.method == "POST":
        try:
            form = sent_form(request)
            typed = readable(form.get("text", ""))
            if form.get("action") == "withdraw":
                yours.withdraw(comment)
            else:
                yours.change(comment, typed)
        except NotTaken as trouble:
            refusal = trouble
        if refusal is None and not wants_json(request):
            return HttpResponseRedirect(request.path, status=303)
    return _shown(request, yours.seen_by_author(comment), refusal, typed)


@way("GET", "POST")
def confirm_notices(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the button to be pressed, and take it as consent to be told of replies.

    Programs that check mails for their owners open every link; they press no buttons.
    """
    try:
        known = notices.waiting(key := confirming_key(token))
    except BadSignature:
        known, key = None, ""
    if known is None:
        words = "It was used up or is older than a week. Tick the box again with a new comment."
        return _word(request, "This link has run out", words, status=410)
    if request.method == "POST" and notices.confirm(key):
        words = "We write to you when somebody answers a comment for which you ticked the box."
        return _word(request, "You will hear of replies", words)
    words = "Shall we write to you when somebody answers you?"
    return _word(request, "Replies", words, button="Yes, write to me")


@way("GET", "POST")
def leave_notices(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the button to be pressed, and end the notices; however often.

    Mail programs post here for their owners (RFC 8058): the link is the proof.
    """
    try:
        key = leaving_key(token)
    except BadSignature:
        key = ""
    if request.method == "POST":
        notices.leave(key)
    if notices.waiting(key) is None:
        return _word(request, "You hear no more", "We no longer write to you about replies.")
    words = "Would you rather hear no more of replies?"
    return _word(request, "Replies", words, button="Write no more")


def _shown(
    request: HttpRequest, mine: yours.Yours, refusal: NotTaken | None, typed: str
) -> HttpResponse:
    status = refusal.status if refusal else 200
    sentence = (refusal.wrong.get("text") or refusal.message) if refusal else ""
    if wants_json(request):
        if refusal:
            facts = {"trouble": refusal.message, "fields": refusal.wrong}
            return as_json({**facts, "may_change": mine.may_change}, status)
        return as_json(told_of(mine))
    film = mine.comment.film
    page = pages.YoursPage(
        **pages.frame(request.path, "Conversation", _TITLES[mine.state], film),
        text=note_on(mine),
        comment=mine.html() if mine.state in {"public", "held"} else pages.NOTHING,
        may_change=mine.may_change,
        until=until(mine),
        words=typed if refusal else mine.comment.text,
        error=sentence,
        onward=Link(f"Back to {film.title}", pages.whole(mine.address or film.address)),
    )
    return HttpResponse(pages.render(page), status=status)


def _lost(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return as_json({"trouble": _LOST, "fields": {}}, 410)
    return _word(request, "This link has run out", _LOST, status=410)


def _word(
    request: HttpRequest, title: str, text: str, *, status: int = 200, button: str = ""
) -> HttpResponse:
    around = pages.frame(request.path, "Conversation", title)
    page = pages.WordPage(**around, text=text, button=button)
    return HttpResponse(pages.render(page), status=status)
