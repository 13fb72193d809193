"""All that one person wrote, what became of it, and whether they may write on."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from matinee.discussion.bans import folded
from matinee.discussion.models import Ban, Comment, Decision
from matinee.discussion.studio.queue import bar, need_moderator, page_facts
from matinee.discussion.studio.queue_paging import turn
from matinee.discussion.studio.queue_people import ORDER, WORDS, Person
from matinee.discussion.studio.queue_rows import rows_of

DECISIONS_SHOWN = 20
MOST_COUNTED = 10_000
KINDS = {"email": "By e-mail", "name": "By name", "network": "By network, one day"}


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what came from the author of a comment, by e-mail, name or network."""
    need_moderator(request)
    comment = get_object_or_404(Comment, pk=pk)
    kinds = [kind for kind in KINDS if getattr(comment, kind)]
    if not kinds:
        raise Http404
    person = Person.of(comment, request.GET.get("by", ""))
    theirs = person.comments()
    page = turn(
        theirs,
        "posted_at",
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    way = f"?by={person.kind}"
    context = {
        "comment": comment,
        "person": person,
        "kinds": [{"kind": kind, "label": KINDS[kind]} for kind in kinds],
        "counts": _counts(person),
        "bans": _bans(person),
        "decisions": _decisions(person),
        "rows": rows_of(page.rows),
        "on": f"{way}&after={page.on}" if page.on else "",
        "back": f"{way}&before={page.back}" if page.back else "",
        **page_facts(request),
        **bar(request.GET.get("done", "")),
    }
    return render(request, "discussion/studio/history.html", context)


def _counts(person: Person) -> str:
    """Return in words how many comments they have in each state."""
    states = person.comments().order_by()[: MOST_COUNTED + 1].values_list("state", flat=True)
    counts = Counter(states)
    more = "more than " if counts.total() > MOST_COUNTED else ""
    told = (f"{counts[each]:,} {WORDS.get(each, each)}" for each in ORDER if counts[each])
    return more + ", ".join(told)


def _bans(person: Person) -> Sequence[Ban]:
    """Return the bans that keep them out now."""
    value = person.value if person.kind == "network" else folded(person.value)
    living = Q(until__isnull=True) | Q(until__gt=timezone.now())
    return list(Ban.objects.filter(living, kind=person.kind, value=value))


def _decisions(person: Person) -> Sequence[Decision]:
    """Return the newest decisions about what they wrote."""
    newest = person.comments().order_by("-pk").values_list("pk", flat=True)[:MOST_COUNTED]
    rows = Decision.objects.filter(comment__in=list(newest[:500])).order_by("-pk")
    return list(rows[:DECISIONS_SHOWN])
