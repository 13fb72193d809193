"""The one family of exceptions: each carries a sentence a person can act on."""

from typing import Any


class MatineeError(Exception):
    """Something that failed, told as a code for programs and a sentence for people.

    `message` says what happened and to which film; `hint` says what to do.
    Neither names a path or a command: visitors may read them.
    """

    exit_code = 1

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes whole, whatever the child class's constructor takes."""
        return _rebuild, (type(self), self.args, self.__dict__)


class Refused(MatineeError):
    """The input cannot be taken as it is; the person who gave it can mend that."""

    exit_code = 2


class Cancelled(MatineeError):
    """The work was stopped on request before it was done."""

    def __init__(self) -> None:
        super().__init__("cancelled", "The work was cancelled.", "Nothing was published.")


class ToolFailed(MatineeError):
    """An outside program failed. The command and its last words are for the log only."""

    def __init__(
        self, tool: str, exit_status: int, command: list[str], stderr_tail: str, message: str = ""
    ) -> None:
        super().__init__(
            "tool-failed",
            message or f"{tool} stopped with exit status {exit_status}.",
            "The log of this machine has its last words; try again, or report it with them.",
        )
        self.tool = tool
        self.exit_status = exit_status
        self.command = command
        self.stderr_tail = stderr_tail

    def log_text(self) -> str:
        """Return command and stderr tail, for a log that visitors never see."""
        return f"{self.message}\n$ {' '.join(self.command)}\n{self.stderr_tail}"


class ToolMissing(MatineeError):
    """An outside program that the work needs is not installed."""

    def __init__(self, tool: str) -> None:
        super().__init__("tool-missing", f"{tool} is not installed here.", "Run `make install`.")


def no_room() -> Refused:
    """Return the refusal for a full disk."""
    return Refused("disk-full", "The disk is too full for this film.", "Make room, then try again.")


def _rebuild(
    kind: type[MatineeError], args: tuple[Any, ...], state: dict[str, Any]
) -> MatineeError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error
