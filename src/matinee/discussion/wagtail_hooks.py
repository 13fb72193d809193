"""What Wagtail's studio shows of the conversations."""

from matinee.discussion.studio import film_hooks, queue_urls

__all__ = ["film_hooks", "queue_urls"]
