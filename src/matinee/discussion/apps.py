"""Tells Django about the discussion, and films where it stands."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DiscussionConfig(AppConfig):
    """Holds comments, the rules of conversations, and what moderators decided."""

    name = "matinee.discussion"
    label = "discussion"

    def ready(self) -> None:
        """Have films show what is said under them, and the usual groups moderate it."""
        from matinee.catalogue.gather import mentioned
        from matinee.catalogue.gather.conversations import register
        from matinee.discussion.gather import below_films
        from matinee.discussion.gather.mentioned_by import mentions_of
        from matinee.discussion.moderators import grant_first
        from matinee.discussion.signals import comments_changed
        from matinee.discussion.telling import note_replies

        register(below_films)
        mentioned.register(mentions_of)
        post_migrate.connect(grant_first, sender=self, dispatch_uid="discussion.grant_first")
        comments_changed.connect(note_replies, dispatch_uid="discussion.note_replies")
