"""Addresses of the forms, of what comes after them, and of the links in mails."""

from django.urls import path, re_path

from matinee.correspondence import views
from matinee.correspondence.addresses import KINDS

_FORM = rf"^films/(?P<slug>[-\w]+)/(?P<kind>{'|'.join(KINDS)})/"

urlpatterns = [
    re_path(f"{_FORM}$", views.form),
    re_path(f"{_FORM}sent/$", views.sent),
    path("correspondence/confirm/<str:token>/", views.confirm),
    path("correspondence/leave/<str:token>/", views.leave),
]
