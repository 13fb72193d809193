"""What the maker of one kind of finishing is given, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matinee.media.errors import MatineeError
from matinee.media.events import Watch
from matinee.media.film import Film, read_film
from matinee.releases.models import FinishingJob

Store = Callable[[], str]
"""Writes the rows of what was made, inside a transaction, and returns a note for people."""


@dataclass(frozen=True)
class Task:
    """One job, a private folder for what is half made, and who follows the work.

    The folder outlives a kill; whoever takes the job over finds in it what was finished.
    """

    job: FinishingJob
    folder: Path
    watch: Watch

    def film(self) -> Film:
        """Read the film as it stands in its folder. Raises MatineeError when it is not there."""
        try:
            return read_film(self.job.release.folder)
        except (OSError, ValueError) as error:
            raise MatineeError(
                "release-missing",
                f"The finished files of {self.job.release.master.original_name} cannot be read.",
                "Encode the film again.",
            ) from error
