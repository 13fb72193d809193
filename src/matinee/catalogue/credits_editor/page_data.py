"""What the editor's page is made of, and what its script gets to begin with."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.urls import reverse

from matinee.catalogue.credits_editor.alike import Known, people_data
from matinee.catalogue.credits_editor.rows import (
    MAX_CHARACTERS,
    MAX_ROWS,
    fingerprint,
    row_data,
)
from matinee.catalogue.credits_editor.who import reference
from matinee.catalogue.gather.credits import draft_credits
from matinee.catalogue.models import Credit, FilmPage
from matinee.catalogue.roles import ROLES, all_wordings
from matinee.catalogue.wordings import LANGUAGES


def page_data(film: FilmPage) -> dict[str, Any]:
    """Return the rows of the film's newest draft with all that their editor needs."""
    credits = draft_credits(film.get_latest_revision_as_object())
    return {
        "film": film.pk,
        **roll_data(credits),
        "maxRows": MAX_ROWS,
        "maxCharacters": MAX_CHARACTERS,
        "addresses": {
            "save": reverse("save_credits", args=[film.pk]),
            "read": reverse("read_pasted_credits", args=[film.pk]),
            "find": reverse("find_names"),
            "match": reverse("match_names"),
            "merge": reverse("merge_credited"),
            "signIn": reverse("wagtailadmin_login"),
        },
    }


def roll_data(credits: Sequence[Credit]) -> dict[str, Any]:
    """Return the rows, who is in them, and the fingerprint of what they say."""
    return {
        "rows": [row_data(credit) for credit in credits],
        "people": people_data(_named(credits)),
        "madeFrom": fingerprint(credits),
    }


@cache
def vocabulary() -> list[list[Any]]:
    """Return the roles: key, wording for one and for several, department, other wordings."""
    others: dict[str, dict[str, None]] = {key: {} for key in ROLES}
    for language in LANGUAGES:
        for wording, role in all_wordings(language):
            others[role.key].setdefault(wording)
    return [
        [
            role.key,
            role.one,
            role.many,
            role.department.value,
            [each for each in others[role.key] if each not in (role.one, role.many)],
        ]
        for role in ROLES.values()
    ]


def _named(credits: Iterable[Credit]) -> Iterable[Known]:
    for credit in credits:
        if named := credit.person or credit.company:
            yield Known(reference(named.kind, named.pk), named.name)
