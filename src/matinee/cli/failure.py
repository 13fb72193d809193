"""The one place where a command's failure becomes words and an exit status."""

import json
import logging
import os
import sys
from collections.abc import Callable

import click

from matinee.media.errors import MatineeError, Refused, ToolFailed

log = logging.getLogger("matinee.cli")
INTERRUPTED = 130


def exit_status_of(command: Callable[[], object], *, as_json: bool) -> int:
    """Run a command and return its exit status; tell on stderr, or as JSON on stdout, what failed.

    0 done, 1 failed, 2 refused, 130 interrupted.
    """
    try:
        result = command()
    except MatineeError as error:
        if isinstance(error, ToolFailed):
            log.error("%s", error.log_text())  # noqa: TRY400 (the tool's words, not our stack)
        return _tell(error, as_json=as_json)
    except click.ClickException as error:
        return _tell(_as_refused(error), as_json=as_json)
    except (KeyboardInterrupt, click.Abort):
        _tell(MatineeError("interrupted", "Stopped on request."), as_json=as_json)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output went away (`matinee … | head`); the flush at exit would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:
        log.exception("A command ended with an error Matinee does not know.")
        return _tell(
            MatineeError(
                "unexpected",
                "Something went wrong that Matinee has no words for.",
                "The lines above say where; please report them.",
            ),
            as_json=as_json,
        )
    return result if isinstance(result, int) else 0


def _as_refused(error: click.ClickException) -> Refused:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        # A group without its command: the help as it is, not in one line.
        return Refused("usage", error.format_message())
    sentence = error.format_message().strip().replace("\n", " ")
    context = error.ctx if isinstance(error, click.UsageError) else None
    hint = f"See `{context.command_path} --help`." if context else ""
    return Refused("usage", sentence if sentence.endswith((".", "?")) else f"{sentence}.", hint)


def _tell(error: MatineeError, *, as_json: bool) -> int:
    if as_json:
        facts = {"event": "error", "code": error.code, "message": error.message}
        click.echo(json.dumps({**facts, "hint": error.hint}, ensure_ascii=False))
    else:
        click.echo(str(error), err=True)
    return error.exit_code
