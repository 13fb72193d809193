"""Takes reports of comments, and answers alike whether one was reported before."""

from django.http import Http404, HttpRequest, HttpResponse
from markupsafe import Markup

from matinee.catalogue.published import Link
from matinee.correspondence.admission import network_of
from matinee.discussion import pages, reporting
from matinee.discussion.addresses import comment_address
from matinee.discussion.admission import sender_of
from matinee.discussion.endpoint import as_json, sent_form, wants_json, way
from matinee.discussion.forms import TRAP, readable
from matinee.discussion.gather.threads import Stage, comment_data
from matinee.discussion.models import Comment, Report
from matinee.discussion.refusals import NotTaken
from matinee.discussion.yours import as_html

_ASKED = "A moderator looks at what is reported. It stays until then."
_THANKS = "Thank you. A moderator will look at it."


@way("GET", "POST")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form to report a comment, or take what was said in it."""
    public = Comment.objects.filter(pk=pk, state=Comment.State.PUBLIC)
    comment = public.select_related("film", "thread").first()
    if comment is None:
        raise Http404
    if request.method != "POST":
        return _form(request, comment)
    reason = words = ""
    try:
        form = sent_form(request)
        reason, words = form.get("reason", ""), readable(form.get("words", ""))
        _take(comment, reason, words, trap=form.get(TRAP, ""), request=request)
    except NotTaken as refusal:
        return _form(request, comment, refusal, (reason, words))
    if wants_json(request):
        return as_json({"note": _THANKS})
    return _thanks(request, comment)


def _take(comment: Comment, reason: str, words: str, *, trap: str, request: HttpRequest) -> None:
    if reason not in Report.Reason.values:
        raise NotTaken("wrong", {"reason": "Please say what is wrong with it."})
    sender = sender_of(network_of(request.META.get("REMOTE_ADDR", "")))
    if reporting.is_too_much(sender):
        raise NotTaken("reports")
    # What fills the trap is a program: it is thanked, and nothing is kept.
    if not trap:
        reporting.report(comment, reason, words, sender)


def _form(
    request: HttpRequest,
    comment: Comment,
    refusal: NotTaken | None = None,
    typed: tuple[str, str] = ("", ""),
) -> HttpResponse:
    status = refusal.status if refusal else 200
    if refusal and wants_json(request):
        return as_json({"trouble": refusal.message, "fields": refusal.wrong}, status)
    sentence = (refusal.wrong.get("reason") or refusal.message) if refusal else ""
    page = pages.ReportPage(
        **pages.frame(request.path, "Conversation", "Report a comment", comment.film),
        text=_ASKED,
        comment=_shown(comment),
        reasons=tuple(Report.Reason.choices),
        reason=typed[0],
        words=typed[1],
        error=sentence,
    )
    return HttpResponse(pages.render(page), status=status)


def _thanks(request: HttpRequest, comment: Comment) -> HttpResponse:
    root = comment.thread or comment
    address = comment_address(comment.film.address, comment.pk, root.number or 1, comment.place)
    page = pages.ReportPage(
        **pages.frame(request.path, "Conversation", "Reported", comment.film),
        text=_THANKS,
        onward=Link("Back to the conversation", pages.whole(address)),
    )
    return HttpResponse(pages.render(page))


def _shown(comment: Comment) -> Markup:
    stage = Stage(pages.whole(comment.film.address), on_film=False, takes=False)
    return as_html(comment_data(comment, comment.thread or comment, stage))
