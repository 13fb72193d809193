"""How the captions editor's script is answered: in JSON, refusals as sentences."""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse

from matinee.catalogue.captions_editor.saving import ChangedSince
from matinee.catalogue.captions_editor.sent_cues import MAX_CUES, CuesRefused
from matinee.media.errors import Refused


def in_json(view: Callable[..., dict[str, Any]]) -> Callable[..., JsonResponse]:
    """Let a view answer a script, refusals as {"error": sentence} included."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        try:
            return JsonResponse(view(request, *args, **kwargs))
        except RequestDataTooBig:
            said = {"error": f"This is too much. Captions have at most {MAX_CUES:,} cues here."}
            return JsonResponse(said, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except CuesRefused as refusal:
            return JsonResponse(
                {"error": str(refusal), "troubles": refusal.troubles},
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )
        except ChangedSince as refusal:
            said = {"error": str(refusal), "madeFrom": refusal.now}
            return JsonResponse(said, status=HTTPStatus.CONFLICT)
        except Refused as refusal:
            return JsonResponse({"error": str(refusal)}, status=HTTPStatus.BAD_REQUEST)

    return answer


def sent_json(request: HttpRequest) -> dict[str, Any]:
    """Return what the script sent. Raises Refused when that is no JSON object."""
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise _unread() from error
    if not isinstance(sent, dict):
        raise _unread()
    return sent


def _unread() -> Refused:
    return Refused("captions", "This could not be read.", "Open the page again.")
