"""Addresses of the public pages that are not in Wagtail's tree."""

from django.urls import path, re_path

from matinee.catalogue import views

urlpatterns = [
    re_path(r"^films/page-(?P<page>[1-9]\d{0,5})/$", views.films),
    path("people/", views.names, {"kind": "person"}),
    re_path(r"^people/page-(?P<page>[1-9]\d{0,5})/$", views.names, {"kind": "person"}),
    path("people/<slug:slug>/", views.name, {"kind": "person"}),
    path("companies/", views.names, {"kind": "company"}),
    re_path(r"^companies/page-(?P<page>[1-9]\d{0,5})/$", views.names, {"kind": "company"}),
    path("companies/<slug:slug>/", views.name, {"kind": "company"}),
]
