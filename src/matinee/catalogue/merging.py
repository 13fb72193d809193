"""Makes one of two names that mean the same person or company."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Cast
from wagtail.log_actions import log
from wagtail.models import Revision

from matinee.catalogue.models import Credit, FilmPage, Named
from matinee.catalogue.public_names import list_names
from matinee.catalogue.redirects import move_address
from matinee.media.errors import Refused


@dataclass(frozen=True)
class Merging:
    """What a merge touches: credits and films, drafts included in neither."""

    credits: int
    films: int
    spellings: tuple[str, ...]
    """How the films print the name that goes."""


def preview_merge(dropped: Named) -> Merging:
    """Say what merging this name into another would touch."""
    credits = Credit.objects.filter(**{dropped.kind: dropped.pk})
    printed = {name or dropped.name for name in credits.values_list("name_as_printed", flat=True)}
    films = credits.values("film").distinct().count()
    return Merging(credits.count(), films, tuple(sorted(printed)))


@transaction.atomic
def merge_names(
    kept: Named, dropped: Named, user: Any = None, *, keep_spelling: bool = False
) -> None:
    """Give everything of one name to the other, and lead its address there.

    Credits move in the films and in every draft of theirs; where that would credit the kept
    name twice in one role of a film, once stays. With `keep_spelling` the films go on
    printing the name as they did. What the kept name does not say about itself (biography,
    portrait, links, identifiers) it takes over.

    Raises Refused("merge") for a name with itself or a person with a company.
    """
    if type(kept) is not type(dropped) or kept.pk == dropped.pk:
        raise Refused(
            "merge",
            f"“{dropped.name}” cannot be made one with “{kept.name}”.",
            "Choose two people or two companies.",
        )
    printed = dropped.name if keep_spelling and dropped.name != kept.name else ""
    _move_credits(kept, dropped, printed)
    _move_in_drafts(kept, dropped, printed)
    _move_other_mentions(kept, dropped)
    address = dropped.address
    _take_over(kept, dropped)
    data = {"name": dropped.name, "address": address}
    dropped.delete()
    kept.save()
    list_names({kept.kind: {kept.pk}})
    move_address(address, kept.address)
    log(instance=kept, action="matinee.merge_names", user=user, data=data)


def _move_credits(kept: Named, dropped: Named, printed: str) -> None:
    who = f"{kept.kind}_id"
    theirs = Credit.objects.filter(**{who: dropped.pk}).order_by("sort_order", "pk")
    films = theirs.values("film")
    taken = {_billing(each) for each in Credit.objects.filter(film__in=films, **{who: kept.pk})}
    for credit in theirs:
        if _billing(credit) in taken:
            credit.delete()
            continue
        setattr(credit, who, kept.pk)
        credit.name_as_printed = credit.name_as_printed or printed
        credit.save()


def _billing(credit: Credit) -> tuple[Any, ...]:
    return credit.film_id, credit.role_key, credit.label, credit.character, credit.on_behalf_of


def _move_in_drafts(kept: Named, dropped: Named, printed: str) -> None:
    """Change every draft that credits the dropped name; a draft is only its JSON."""
    drafts = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(FilmPage, for_concrete_model=False)
    )
    text = drafts.annotate(text=Cast("content", models.TextField()))
    # Narrows the search; the loop looks at the number itself.
    for draft in text.filter(text__contains=f'"{kept.kind}": {dropped.pk}').iterator():
        theirs = [row for row in draft.content["credits"] if row[kept.kind] == dropped.pk]
        for row in theirs:
            row[kept.kind] = kept.pk
            row["name_as_printed"] = row["name_as_printed"] or printed
        if theirs:
            draft.save(update_fields=["content"])


def _move_other_mentions(kept: Named, dropped: Named) -> None:
    """Let whatever else names the dropped name, in any room, name the kept one."""
    for relation in dropped._meta.related_objects:
        model: Any = relation.related_model
        if model is not Credit and relation.one_to_many:
            field = relation.field.name
            for row in model.objects.filter(**{field: dropped.pk}):
                setattr(row, field, kept)
                row.save(update_fields=[field])


def _take_over(kept: Named, dropped: Named) -> None:
    kept.biography = kept.biography or dropped.biography
    kept.portrait = kept.portrait or dropped.portrait
    for stream in ("links", "identifiers"):
        ours, theirs = getattr(kept, stream), getattr(dropped, stream)
        known = [block.value for block in ours]
        ours.extend((each.block_type, each.value) for each in theirs if each.value not in known)
