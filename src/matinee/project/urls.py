"""The addresses that Django answers; everything baked is served before it comes here."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as studio_urls

from matinee.project.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("studio/", include(studio_urls)),
    path("", include(wagtail_urls)),
]
