"""Answers for pages that are not there or that failed, with the house's baked notices."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PLAIN = {404: "There is no page at this address.", 500: "Something went wrong here."}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page; the exception's words stay here."""
    return notice(404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the page failed; Django has logged why."""
    return notice(500)


def notice(status: int) -> HttpResponse:
    """Return the baked page of a status, or one plain sentence before the first bake."""
    headers = {"Cache-Control": "no-cache"}
    try:
        page = (settings.MATINEE_FOLDER.public / f"{status}.html").read_bytes()
    except OSError:
        return HttpResponse(
            PLAIN[status], content_type="text/plain", status=status, headers=headers
        )
    return HttpResponse(page, status=status, headers=headers)
