"""Keeps what someone asked about a film, and writes it to the maker."""

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from matinee.catalogue.models import FilmPage
from matinee.correspondence.addresses import whole
from matinee.correspondence.forms import EnquiryForm
from matinee.correspondence.letters import enquiry_letter
from matinee.correspondence.models import Enquiry
from matinee.correspondence.passages import Passage, shown_passage
from matinee.correspondence.posting import post, sends_mail

TWICE_WITHIN = timedelta(hours=1)
"""The same words again within this time are a second press of the button."""


def keep_enquiry(film: FilmPage, kind: str, form: EnquiryForm, title: str) -> Enquiry:
    """Keep a valid form for the studio and, where the site sends mail, write to the maker."""
    typed = form.cleaned_data
    passages: Sequence[Passage] = typed.get("passages", ())
    now = timezone.now()
    digest = hashlib.sha256(json.dumps([film.pk, kind, dict(form.data.items())]).encode())
    with transaction.atomic():
        before = Enquiry.objects.filter(
            digest=digest.hexdigest(), received_at__gt=now - TWICE_WITHIN
        ).first()
        if before:
            return before
        enquiry = Enquiry.objects.create(
            film=film,
            film_title=title[:255],
            kind=kind,
            name=typed["name"],
            email=typed["email"],
            organisation=typed["organisation"],
            message=typed["message"],
            passages="\n".join(map(shown_passage, passages)),
            further=form.further(),
            digest=digest.hexdigest(),
            received_at=now,
        )
        if sends_mail():
            to = film.enquiries_email or settings.MATINEE.mail_to or settings.MATINEE.mail_from
            lines = [_linked(passage, film.address) for passage in passages]
            post(enquiry_letter(enquiry, to, film.address, lines), enquiry=enquiry)
    return enquiry


def _linked(passage: Passage, film_address: str) -> str:
    """Return a passage with the link that opens the film at it."""
    return f"{shown_passage(passage)}\n  {whole(film_address)}#t={passage.start_s:g}"
