"""Addresses of the public pages that are not in Wagtail's tree."""

from django.urls import path, re_path

from matinee.catalogue import views

LETTER = r"letter-(?P<initial>[a-z0-9-]{1,20})/"
PAGE = r"page-(?P<page>[1-9]\d{0,5})/"

urlpatterns = [
    re_path(r"^films/page-(?P<page>[1-9]\d{0,5})/$", views.films),
    path("people/", views.names, {"kind": "person"}),
    re_path(rf"^people/{LETTER}$", views.letter, {"kind": "person"}),
    re_path(rf"^people/{LETTER}{PAGE}$", views.letter, {"kind": "person"}),
    path("people/<slug:slug>/", views.name, {"kind": "person"}),
    path("companies/", views.names, {"kind": "company"}),
    re_path(rf"^companies/{LETTER}$", views.letter, {"kind": "company"}),
    re_path(rf"^companies/{LETTER}{PAGE}$", views.letter, {"kind": "company"}),
    path("companies/<slug:slug>/", views.name, {"kind": "company"}),
]
