"""Run long work of our own in a process of its own: stopped at once, and its memory gone with it.

The child is `python -m matinee.media.apart MODULE:FUNCTION FACTS_JSON`. It prints its events and,
at its end, its result or its error, as one JSON object a line.
"""

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from matinee.media import tool
from matinee.media.errors import MatineeError, Refused
from matinee.media.events import Event, Note, Progress, Watch

Facts = dict[str, Any]
"""JSON-able values."""
Work = Callable[[Facts, Watch], Facts]
_EVENTS: dict[str, type[Event]] = {event.name: event for event in (Progress, Note)}
_ERRORS: dict[str, type[MatineeError]] = {kind.__name__: kind for kind in (MatineeError, Refused)}


def run_apart(work: Work, facts: Facts, watch: Watch = Watch(), *, idle: bool = False) -> Facts:
    """Call a function of a module, by its name, in another process; return what it returns.

    The child's progress and notes reach `watch`; it dies with this process or when the watch is
    cancelled. `idle` leaves the cores to whatever else wants them.

    Raises what the work raises of Refused and MatineeError, Cancelled on request, ToolFailed when
    the child broke.
    """
    ended: Facts = {}

    def hear(line: str) -> None:
        told = json.loads(line)
        if kind := _EVENTS.get(told.pop("event", "")):
            watch.listener(kind(**told))
        else:
            ended.update(told)

    name = f"{work.__module__}:{work.__qualname__}"
    tool.run(
        [sys.executable, "-m", "matinee.media.apart", name, json.dumps(facts)],
        name=name,
        limits=tool.ToolLimits(idle=idle),
        on_line=hear,
        cancelled=watch.cancelled,
    )
    if error := ended.get("error"):
        kind = error.pop("kind")
        raise _ERRORS[kind](**error)
    result: Facts = ended["result"]
    return result


def main() -> None:
    """Do the work that argv names; what it prints otherwise goes to stderr."""
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    module, _, function = sys.argv[1].partition(":")
    work: Work = getattr(import_module(module), function)

    def tell(told: Facts) -> None:
        out.write(json.dumps(told) + "\n")

    try:
        result = work(json.loads(sys.argv[2]), Watch(lambda event: tell(event.as_json())))
    except MatineeError as error:
        if type(error).__name__ not in _ERRORS:
            raise
        words = {"code": error.code, "message": error.message, "hint": error.hint}
        tell({"error": {"kind": type(error).__name__, **words}})
    else:
        tell({"result": result})


if __name__ == "__main__":
    main()
