"""The news of the discussion, for whoever makes pages of it."""

from django.dispatch import Signal

comments_changed = Signal()
"""Sent with `pks` of comments that came, changed or went for readers, inside the transaction."""

conversation_changed = Signal()
"""Sent with `film_ids` whose conversation as a whole changed: its rules, its end, its order."""

mentions_changed = Signal()
"""Sent with `pages`, pairs of a kind and an id, that a shown comment leads to now, or did."""
