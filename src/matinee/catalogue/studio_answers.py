"""How the studio answers the script of an editor: in JSON, refusals as sentences."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from matinee.media.errors import Refused

View = Callable[..., dict[str, Any]]
Answer = Callable[..., JsonResponse]


class DetailedRefusal(Refused):
    """A refusal with more for the script than its sentence: `details`, in JSON's own types."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, code: str, message: str, hint: str = "", **details: Any) -> None:
        super().__init__(code, message, hint)
        self.details = details


class ChangedSince(DetailedRefusal):
    """Somebody else saved `what` since the page was opened, which would write over that.

    A save that is to do so all the same is made from `now`.
    """

    status = HTTPStatus.CONFLICT

    def __init__(self, what: str, now: str, user: Any, time: datetime | None) -> None:
        when = f" at {timezone.localtime(time):%H:%M}" if time else ""
        super().__init__(
            "changed-since",
            f"{user or 'Someone'} changed these {what}{when}, after you opened them.",
            "Nothing was saved; what you typed is still here.",
            madeFrom=now,
        )


def in_json(most: str) -> Callable[[View], Answer]:
    """Let a view answer a script, refusals as {"error": sentence} with their details included.

    `most` is the sentence that says how much it takes.
    """

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
            try:
                return JsonResponse(view(request, *args, **kwargs))
            except RequestDataTooBig:
                said = {"error": f"This is too much. {most}"}
                return JsonResponse(said, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            except DetailedRefusal as refusal:
                said = {"error": str(refusal), **refusal.details}
                return JsonResponse(said, status=refusal.status)
            except Refused as refusal:
                return JsonResponse({"error": str(refusal)}, status=HTTPStatus.BAD_REQUEST)

        return answer

    return decorate


def sent_json(request: HttpRequest) -> dict[str, Any]:
    """Return what the script sent. Raises Refused when that is no JSON object."""
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise Refused("unread", "This could not be read.", "Open the page again.")
    return sent
