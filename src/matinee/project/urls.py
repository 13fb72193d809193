"""The addresses that Django answers; everything baked is served before it comes here."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as studio_urls
from wagtail.documents import urls as document_urls

from matinee.publishing.oembed import oembed

urlpatterns = [
    path("documents/", include(document_urls)),
    path("studio/", include(studio_urls)),
    path("oembed", oembed),
    path("", include("matinee.catalogue.urls")),
    path("", include("matinee.search.urls")),
    path("", include("matinee.correspondence.urls")),
    path("conversation/", include("matinee.discussion.urls")),
    path("", include(wagtail_urls)),
]
handler404 = "matinee.project.notices.not_found"
handler500 = "matinee.project.notices.failed"
