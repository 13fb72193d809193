"""What the studio's film form asks for: what a film's host says about it."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from matinee.catalogue.models import FilmIndexPage, FilmPage
from matinee.catalogue.models.elsewhere import ElsewhereFilm
from matinee.catalogue.outside.elsewhere import ask
from matinee.catalogue.outside.preview import preview_of
from matinee.media.errors import MatineeError, Refused

MAX_URL = 500


def elsewhere_addresses() -> list[URLPattern]:
    """Return the studio's addresses for films on other sites, for its `register_admin_urls`."""
    return [path("films/elsewhere/", ask_host, name="ask_host")]


def elsewhere_script() -> SafeString:
    """Return the script of the film form, for the studio's `insert_editor_js`."""
    return format_html(
        '<script src="{}" data-ask="{}" defer></script>',
        static("catalogue/elsewhere.js"),
        reverse("ask_host"),
    )


@require_POST
def ask_host(request: HttpRequest) -> JsonResponse:
    """Ask the host of the film at `url`; answer with its facts, or with {"error": sentence}."""
    if not _edits_films(request.user):
        raise PermissionDenied
    url = request.POST.get("url", "").strip()
    try:
        if not url or len(url) > MAX_URL:
            raise Refused("outside-address", "Give the address of the film's page first.")
        film = ask(url)
    except MatineeError as error:
        refused = isinstance(error, Refused)
        status = HTTPStatus.BAD_REQUEST if refused else HTTPStatus.BAD_GATEWAY
        return JsonResponse({"error": str(error)}, status=status)
    return JsonResponse({"facts": _facts(film)})


def _facts(film: ElsewhereFilm) -> dict[str, Any]:
    return {
        "title": film.title,
        "author": film.author,
        "provider": film.provider,
        "duration_s": film.duration_s,
        "player": film.player_kind,
        "host": urlsplit(film.player_url).hostname or "",
        "picture": preview_of(film.picture_url),
    }


def _edits_films(user: Any) -> bool:
    """Tell whether someone may write about some film, or enter one."""
    pages: Any = PagePermissionPolicy(Page).instances_user_has_any_permission_for(
        user, {"add", "change"}
    )
    return bool(user.is_active and pages.type(FilmPage, FilmIndexPage).exists())
