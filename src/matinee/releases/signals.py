"""News for the rooms on the right: they know releases, releases do not know them."""

from django.dispatch import Signal

released = Signal()
"""A film was made from a master. Sent with `release`, in the worker, inside the transaction
that wrote its rows: a receiver that fails keeps the film unpublished."""
