"""Answers the forms: shows them, takes what they post, confirms and ends what was asked for."""

from collections.abc import Callable

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from matinee.catalogue.gather.film import film_pages
from matinee.catalogue.gather.films import public_films
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import FilmPageData, Link
from matinee.correspondence import addresses, admission, pages, subscribing
from matinee.correspondence.addresses import FOOTAGE, NEWS, SCREENING
from matinee.correspondence.enquiring import keep_enquiry
from matinee.correspondence.forms import EnquiryForm, LetterForm, make_form
from matinee.correspondence.news import printed_title
from matinee.correspondence.posting import sends_mail

_OFFERED_BY = {
    FOOTAGE: "takes_footage_enquiries",
    SCREENING: "takes_screening_enquiries",
    NEWS: "offers_news",
}
_FOREIGN = "This did not come from a page of this site. Please send it from here."
_TOO_MANY = "Too much is being sent just now. Please try again in an hour; your words are kept."
_UNREADABLE = "This could not be read. Please fill in the form."
_WRITTEN = (
    "We have written to the address you gave. Open the link in that mail within a week, and you"
    " will hear when there is news. Nothing there? Look among the unwanted mail."
)
_SENT = {
    FOOTAGE: ("Footage and rights", "It is on its way", "The maker answers to your address."),
    SCREENING: ("Host a screening", "It is on its way", "The maker answers to your address."),
    NEWS: ("Tell me when", "One more step", _WRITTEN),
}
_RUN_OUT = (
    "Tell me when",
    "This link has run out",
    "It was used up or is older than a week. Ask again on the page of the film.",
)


@csrf_exempt  # No cookie is read here: admission.py says what is done instead.
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Show the form of a film, or take what was typed into it.

    What cannot be taken comes back with everything that was typed and the reason beside it.
    """
    film, page = _film(slug, kind)
    if request.method != "POST":
        return HttpResponse(pages.render(pages.form_page(page, kind)))
    if not admission.is_form(request):
        return _again(page, kind, make_form(kind), _UNREADABLE, 400)
    typed = make_form(kind, request.POST, film)
    if trouble := _trouble(request, kind, typed):
        return _again(page, kind, typed, *trouble)
    _take(film, kind, typed, page.title)
    return HttpResponseRedirect(addresses.sent_address(film.address, kind), status=303)


@require_safe
def sent(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Say that what was sent has come, and what happens next."""
    film, page = _film(slug, kind)
    address = addresses.sent_address(film.address, kind)
    return _word(address, _SENT[kind], onward=Link(f"Back to {page.title}", page.address))


@csrf_exempt  # The link itself is the proof, and no cookie is read.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the button to be pressed, and take it as consent.

    Programs that check mails for their owners open every link; they press no buttons.
    """
    key = _key(addresses.confirming_key, token)
    subscription = subscribing.waiting(key)
    if subscription is None:
        return _word(request.path, _RUN_OUT, status=410)
    title = printed_title(subscription.film)
    if request.method == "POST" and subscribing.confirm(key):
        words = (
            "Tell me when",
            "We tell you when",
            f"You will hear when there is news of {title}.",
        )
        return _word(request.path, words, onward=Link(f"To {title}", subscription.film.address))
    words = ("Tell me when", title, "Shall we write to you when there is news of it?")
    return _word(request.path, words, button="Yes, tell me when")


@csrf_exempt  # Mail programs post here for their owners (RFC 8058); the link is the proof.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the button to be pressed, and end the subscription; however often."""
    key = _key(addresses.leaving_key, token)
    if request.method == "POST":
        subscribing.leave(key)
    subscription = subscribing.waiting(key)
    if subscription is None:
        words = ("Tell me when", "You hear no more", "Your address is no longer kept here.")
        return _word(request.path, words)
    title = printed_title(subscription.film)
    words = ("Tell me when", title, "Would you rather hear no more of it?")
    return _word(request.path, words, button="Write no more")


def _film(slug: str, kind: str) -> tuple[FilmPage, FilmPageData]:
    """Return a public film that takes what the form sends; raises Http404 for any other."""
    film = public_films().filter(slug=slug, **{_OFFERED_BY[kind]: True}).first()
    data = film_pages([film.pk]).get(film.pk) if film else None
    if film is None or data is None:
        raise Http404
    return film, data


def _trouble(request: HttpRequest, kind: str, typed: LetterForm) -> tuple[str, int] | None:
    """Return why a post is not taken, with the status that says so; None when it is.

    The sentence is empty where the page says it beside the fields.
    """
    if not admission.comes_from_here(request):
        return _FOREIGN, 403
    if kind == NEWS and not sends_mail():
        return "", 409
    if not typed.is_valid():
        return "", 422
    return None if admission.admits(request) else (_TOO_MANY, 429)


def _take(film: FilmPage, kind: str, typed: LetterForm, title: str) -> None:
    if isinstance(typed, EnquiryForm):
        keep_enquiry(film, kind, typed, title)
    else:
        subscribing.ask_for_news(film, typed.cleaned_data["email"], title)


def _again(
    page: FilmPageData, kind: str, typed: LetterForm, trouble: str, status: int
) -> HttpResponse:
    html = pages.render(pages.form_page(page, kind, typed, trouble))
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"})


def _word(
    address: str,
    words: tuple[str, str, str],
    *,
    status: int = 200,
    button: str = "",
    onward: Link | None = None,
) -> HttpResponse:
    page = pages.word_page(address, words, button=button, onward=onward)
    return HttpResponse(pages.render(page), status=status)


def _key(read: Callable[[str], str], token: str) -> str:
    """Return the key in a link's token, "" when it is not a good one."""
    try:
        return read(token)
    except BadSignature:
        return ""
