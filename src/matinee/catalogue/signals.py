"""What the catalogue tells rooms to its right."""

from django.dispatch import Signal

relisted = Signal()
"""Lists of films have changed; `changes` are listing.Change. Sent inside the transaction."""
