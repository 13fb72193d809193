"""Tells Django about the discussion, and films where it stands."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    """Holds comments, the rules of conversations, and what moderators decided."""

    name = "matinee.discussion"
    label = "discussion"

    def ready(self) -> None:
        """Have the pages of films show what is said under them."""
        from matinee.catalogue.gather.conversations import register
        from matinee.discussion.gather import below_films

        register(below_films)
