"""The whole site as one ASGI application: files first, then Django."""

from pathlib import Path
from typing import cast

from django.apps import apps
from django.conf import settings
from django.core.asgi import get_asgi_application
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

# Django and Starlette spell the types of the same three arguments differently.
django_application = cast("ASGIApp", get_asgi_application())

# Django's rooms can be imported once it is set up.
from matinee.project.baked_pages import BakedPages  # noqa: E402
from matinee.project.health import healthz  # noqa: E402
from matinee.project.media_files import AssetFiles, MediaFiles  # noqa: E402
from matinee.project.notices import notice  # noqa: E402
from matinee.project.security_headers import SecurityHeaders  # noqa: E402
from matinee.project.short_path import ShortHandler, ShortPath  # noqa: E402
from matinee.project.small_files import SmallFiles  # noqa: E402
from matinee.project.small_posts import SmallPosts  # noqa: E402


def make_application() -> ASGIApp:
    """Put the parts together; files are served without touching Django or the database."""
    folder = settings.MATINEE_FOLDER
    small_files = SmallFiles()
    django = SmallPosts(django_application, studio=settings.STUDIO_URL)
    pages = BakedPages(folder.public, small_files, django)
    short = SmallPosts(cast("ASGIApp", ShortHandler()), studio=settings.STUDIO_URL)
    routes = [
        Mount("/media", MediaFiles(folder.media, small_files)),
        Mount("/static", AssetFiles(_asset_folders(), small_files)),
        Route("/healthz", healthz),
        Mount("/", _secured(ShortPath(short, pages))),
    ]
    return Starlette(routes=routes, exception_handlers={Exception: _failed})


def _secured(app: ASGIApp) -> ASGIApp:
    https = settings.MATINEE.address.startswith("https:")
    return SecurityHeaders(
        app,
        studio=settings.STUDIO_URL,
        https=https,
        embed_hosts=settings.MATINEE.embed_hosts,
        endpoint=settings.MATINEE.conversation_endpoint.rstrip("/"),
    )


def _asset_folders() -> list[Path]:
    """Return the static folders of all apps, ours first, so that nothing need be collected."""
    return [Path(app.path) / "static" for app in apps.get_app_configs()]


async def _failed(request: Request, error: Exception) -> Response:
    """Answer for what failed outside Django; Starlette passes the error on to the log."""
    told = notice(500)
    return Response(told.content, 500, dict(told.headers))


application = make_application()
