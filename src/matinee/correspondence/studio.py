"""The studio's pages of the correspondence: what was asked, who waits, and writing to them."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import linebreaksbr
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from matinee.catalogue.gather.films import public_films
from matinee.catalogue.models import FilmPage
from matinee.correspondence.letters import one_line
from matinee.correspondence.models import Enquiry, Mail, News, Subscription
from matinee.correspondence.news import printed_title, tell_note, waiting_for
from matinee.correspondence.posting import sends_mail


class ReceivedPolicy(ModelPermissionPolicy):
    """Enquiries come from outside: nobody adds one in the studio."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Say whether the user may do this."""
        return action != "add" and super().user_has_permission(user, action)


register_permission_policy(Enquiry, ReceivedPolicy(Enquiry))


def inert(text: str) -> str:
    """Return a stranger's words so that no spreadsheet runs them as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


class EnquiryIndexView(IndexView):
    """The list of enquiries, and its export."""

    custom_value_preprocess = {
        **IndexView.custom_value_preprocess,
        str: {IndexView.FORMAT_CSV: inert},
    }


class WordsPanel(FieldPanel):
    """Shows what a stranger typed, line by line, and an address as a link to write to."""

    def format_value_for_display(self, value: Any) -> Any:
        """Return the value as HTML with everything in it escaped."""
        if self.field_name == "email":
            return format_html('<a href="mailto:{0}">{0}</a>', value)
        return linebreaksbr(value or "–", autoescape=True)


class EnquiryViewSet(ModelViewSet):
    """Enquiries: read, marked as answered, exported, deleted."""

    model = Enquiry
    icon = "mail"
    index_view_class = EnquiryIndexView
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ("name", "film_title", "kind", "state", "received_at")
    list_filter = ("state", "kind")
    list_export = (
        *("received_at", "film_title", "kind", "state", "name", "email", "organisation"),
        *("message", "passages", "further"),
    )
    export_filename = "enquiries"
    search_backend_name = None
    search_fields = ("name", "email", "organisation", "film_title", "message")
    panels = [
        FieldPanel("state"),
        FieldRowPanel(
            [FieldPanel("film_title", read_only=True), FieldPanel("received_at", read_only=True)]
        ),
        FieldRowPanel([FieldPanel("name", read_only=True), WordsPanel("email", read_only=True)]),
        WordsPanel("organisation", read_only=True),
        WordsPanel("message", read_only=True),
        WordsPanel("passages", read_only=True),
        WordsPanel("further", read_only=True),
    ]


class NoteForm(forms.Form):
    """What an editor writes to those who wait; the nonce makes two presses one note."""

    subject = forms.CharField(max_length=150)
    text = forms.CharField(
        max_length=10_000,
        widget=forms.Textarea({"rows": 12}),
        help_text="Plain text. The film's address and the way off the list are added below it.",
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def clean_subject(self) -> str:
        """Return the subject as the one line it is in a mail."""
        return one_line(self.cleaned_data["subject"])


def waiting_list(request: HttpRequest) -> HttpResponse:
    """List the films that people wait for news of, with how many."""
    confirmed = Count("pk", filter=Q(confirmed_at__isnull=False))
    rows = (
        Subscription.objects.values("film")
        .annotate(waiting=confirmed, unconfirmed=Count("pk") - confirmed)
        .order_by("-waiting", "film")
    )
    counts = {row["film"]: row for row in rows}
    films = FilmPage.objects.in_bulk(counts)
    told = dict(News.objects.values_list("film").annotate(Max("made_at")).order_by())
    lines = [
        {**row, "film": films[pk], "told_at": told.get(pk), "may": _may_write(request, films[pk])}
        for pk, row in counts.items()
    ]
    states = Mail.objects.values_list("state").annotate(Count("pk")).order_by()
    context = {"lines": lines, "mails": dict(states), "sends_mail": sends_mail()}
    return render(request, "correspondence/studio/waiting.html", context)


def write_note(request: HttpRequest, film_id: int) -> HttpResponse:
    """Take an editor's words, show them as they will be read, then queue them for everyone."""
    film = get_object_or_404(public_films(), pk=film_id)
    if not _may_write(request, film):
        raise PermissionDenied
    form = NoteForm(request.POST or None, initial={"nonce": uuid.uuid4()})
    ready = request.method == "POST" and form.is_valid()
    if ready and "send" in request.POST and sends_mail():
        typed = form.cleaned_data
        account = request.user.get_username()
        count = tell_note(film, str(typed["nonce"]), typed["subject"], typed["text"], account)
        messages.success(request, f"On its way to {count}.")
        return redirect("correspondence_news:index")
    context = {
        "film": film,
        "title": printed_title(film),
        "form": form,
        "preview": ready and "change" not in request.POST,
        "count": waiting_for(film),
        "sends_mail": sends_mail(),
    }
    return render(request, "correspondence/studio/write.html", context)


class NewsViewSet(ViewSet):
    """Who waits for news, and writing to them."""

    name = "correspondence_news"
    url_prefix = "correspondence/news"
    icon = "group"
    menu_label = "Who waits for news"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the list and the page to write on."""
        return [
            path("", waiting_list, name="index"),
            path("<int:film_id>/", write_note, name="write"),
        ]


class CorrespondenceGroup(ViewSetGroup):
    """Enquiries and news as one entry of the menu."""

    menu_label = "Correspondence"
    menu_icon = "mail"
    menu_order = 250
    items = (
        EnquiryViewSet("enquiries", url_prefix="correspondence/enquiries"),
        NewsViewSet(),
    )


def _may_write(request: HttpRequest, film: FilmPage) -> bool:
    """Say whether the user may speak for the film: whoever may publish it."""
    return bool(film.permissions_for_user(request.user).can_publish())
