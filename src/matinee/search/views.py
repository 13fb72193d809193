"""Answers the visitor's search, as a page and as JSON: the same for everybody who asks the same."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from matinee.catalogue.rendering import render_page
from matinee.catalogue.zipped import zipped
from matinee.media.errors import Refused
from matinee.search.as_json import told_answer, told_refusal
from matinee.search.gather import refused_page, search_page

MAX_AGE_S = 60
"""So long may a browser or a proxy give the same answer again."""


@require_safe
@zipped
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for `q`, or the form alone; `after` leads to its further pages."""
    asked, after = _question(request)
    try:
        page, status = search_page(asked, after), 200
    except Refused as error:
        page, status = refused_page(error, asked), 400
    return _kept(HttpResponse(render_page(page), status=status))


@require_safe
@zipped
def search_json(request: HttpRequest) -> HttpResponse:
    """Tell the same as JSON, to any site that asks."""
    try:
        told, status = told_answer(search_page(*_question(request))), 200
    except Refused as error:
        told, status = told_refusal(error), 400
    answer = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    answer["X-Robots-Tag"] = "noindex"
    return _kept(answer)


def _question(request: HttpRequest) -> tuple[str, str]:
    return request.GET.get("q", ""), request.GET.get("after", "")


def _kept(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = f"public, max-age={MAX_AGE_S}"
    return answer
