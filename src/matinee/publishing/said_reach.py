"""Which pages show what was said: the keys to bake anew when a conversation changes."""

from collections.abc import Collection

from matinee.discussion.models import Comment
from matinee.publishing.marks import key_of


def said_reach(pks: Collection[int]) -> set[str]:
    """Return the pages that show these comments, or did until now."""
    films = Comment.objects.filter(pk__in=pks).values_list("film", flat=True).distinct()
    return {key_of("film", film) for film in films}


def conversation_reach(film_ids: Collection[int]) -> set[str]:
    """Return all pages of the conversations under these films."""
    return {key_of("film", film) for film in film_ids}
