"""The front page, the programmes and their picks."""

from matinee.programmes.models.home import HomePage
from matinee.programmes.models.programme import Pick, ProgrammeIndexPage, ProgrammePage

__all__ = ["HomePage", "Pick", "ProgrammeIndexPage", "ProgrammePage"]
