"""Words with what was asked for marked in them."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from matinee.search.asking import Span

_MARK = Markup("<mark>{}</mark>")


def marked(words: str, spans: Iterable[Span]) -> Markup:
    """Return the words as HTML, each span in a <mark>; spans come in order and do not overlap."""
    parts, at = [], 0
    for start, end in spans:
        parts += [escape(words[at:start]), _MARK.format(words[start:end])]
        at = end
    return Markup("").join([*parts, escape(words[at:])])
