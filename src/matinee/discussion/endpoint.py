"""What all ways of the endpoint have in common: methods, pages elsewhere, nothing kept by caches.

No cookie is read or set and no answer depends on one, so there is no session that a foreign page
could ride on; correspondence's admission says what is looked at instead.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from matinee.discussion.admission import allowed_origin, is_welcome
from matinee.discussion.refusals import NotTaken

LONGEST_BODY = 256 * 1024
"""More than a comment may have, so that one that is too long comes back to whoever wrote it."""
FORM = "application/x-www-form-urlencoded"

View = Callable[..., HttpResponse]


def way(*methods: str) -> Callable[[View], View]:
    """Make a view of the endpoint, which answers to these methods."""

    def wrap(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            # No middleware stands before us that would look at the host.
            request.get_host()
            if request.method == "OPTIONS":
                response = HttpResponse(status=204, headers={"Allow": ", ".join(methods)})
            elif request.method in methods or (request.method == "HEAD" and "GET" in methods):
                response = view(request, *args, **kwargs)
            else:
                headers = {"Allow": ", ".join((*methods, "OPTIONS"))}
                response = HttpResponse(status=405, headers=headers)
            return _for_everyone(request, response, methods)

        return answer

    return wrap


def wants_json(request: HttpRequest) -> bool:
    """Say whether a script asks, which says so by its Accept header."""
    return "application/json" in request.headers.get("Accept", "")


def sent_form(request: HttpRequest) -> QueryDict:
    """Return the fields of a post; raises NotTaken when it is foreign or no form of ours."""
    if not is_welcome(request):
        raise NotTaken("foreign")
    length = request.META.get("CONTENT_LENGTH") or "0"
    small = length.isdecimal() and int(length) <= LONGEST_BODY
    if not small or request.content_type != FORM:
        raise NotTaken("unreadable")
    try:
        return request.POST
    except (BadRequest, RequestDataTooBig, SuspiciousOperation, UnreadablePostError) as error:
        raise NotTaken("unreadable") from error


def as_json(facts: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Return an answer for a script."""
    return JsonResponse(facts, status=status, json_dumps_params={"ensure_ascii": False})


def _for_everyone(
    request: HttpRequest, response: HttpResponse, methods: tuple[str, ...]
) -> HttpResponse:
    """Say that nobody keeps the answer, and which pages elsewhere may read it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Origin, Accept"
    origin = allowed_origin(request)
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = ", ".join(methods)
            response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
            response.headers["Access-Control-Max-Age"] = "86400"
    return response
