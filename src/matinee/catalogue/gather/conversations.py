"""What is said under films; told by the discussion, which stands to the right of the catalogue."""

from collections.abc import Callable, Mapping, Sequence

from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import ConversationBelow

Conversations = Callable[[Sequence[FilmPage]], Mapping[int, ConversationBelow]]
"""Given films, returns by film id what stands below them; the number of queries is constant."""

_REGISTERED: list[Conversations] = []


def register(conversations: Conversations) -> None:
    """Have films' pages show these conversations, in place of any told before."""
    _REGISTERED[:] = [conversations]


def gather_conversations(films: Sequence[FilmPage]) -> Mapping[int, ConversationBelow]:
    """Return what is said under each film that has a conversation."""
    return _REGISTERED[0](films) if _REGISTERED else {}
