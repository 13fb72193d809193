"""The site's addresses, with the studio's question to a film's host before them."""

from django.urls import include, path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from matinee.catalogue.outside.views import elsewhere_addresses
from matinee.project.urls import urlpatterns as site

studio = decorate_urlpatterns(elsewhere_addresses(), require_admin_access)
urlpatterns = [path("studio/", include(studio)), *site]
