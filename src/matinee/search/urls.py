"""Addresses of the search."""

from django.urls import path

from matinee.catalogue.addresses import SEARCH
from matinee.search import views
from matinee.search.as_json import SEARCH_JSON

urlpatterns = [
    path(SEARCH.lstrip("/"), views.search),
    path(SEARCH_JSON.lstrip("/"), views.search_json),
]
