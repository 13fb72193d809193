"""From rows to published data: what is said under films, many at a time."""

from matinee.discussion.gather.below import below_films

__all__ = ["below_films"]
