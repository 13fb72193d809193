"""Addresses of the public pages that are not in Wagtail's tree."""

from django.urls import URLPattern, path, re_path

from matinee.catalogue import list_views, transcript_view, views
from matinee.catalogue.addresses import BROWSE, FILMS, TOPIC_LISTS

LETTER = r"letter-(?P<initial>[a-z0-9-]{1,20})/"
TRANSCRIPT = rf"^{FILMS.lstrip('/')}(?P<slug>[-\w]+)/transcript/"
PAGE = r"page-(?P<page>[1-9]\d{0,5})/"


def _topics(kind: str, address: str) -> list[URLPattern]:
    first, given = address.lstrip("/"), {"kind": kind}
    return [
        path(first, list_views.topics, given),
        path(f"{first}<slug:slug>/", list_views.topic, given),
        re_path(rf"^{first}(?P<slug>[-\w]+)/{PAGE}$", list_views.topic, given),
    ]


urlpatterns = [
    re_path(rf"^{FILMS.lstrip('/')}{PAGE}$", list_views.films),
    re_path(rf"{TRANSCRIPT}$", transcript_view.transcript),
    re_path(rf"{TRANSCRIPT}(?P<language>[a-z0-9-]{{1,40}})/$", transcript_view.transcript),
    path(BROWSE.lstrip("/"), list_views.browse),
    *(each for topics in TOPIC_LISTS.items() for each in _topics(*topics)),
    path("people/", views.names, {"kind": "person"}),
    re_path(rf"^people/{LETTER}$", views.letter, {"kind": "person"}),
    re_path(rf"^people/{LETTER}{PAGE}$", views.letter, {"kind": "person"}),
    path("people/<slug:slug>/", views.name, {"kind": "person"}),
    path("companies/", views.names, {"kind": "company"}),
    re_path(rf"^companies/{LETTER}$", views.letter, {"kind": "company"}),
    re_path(rf"^companies/{LETTER}{PAGE}$", views.letter, {"kind": "company"}),
    path("companies/<slug:slug>/", views.name, {"kind": "company"}),
]
