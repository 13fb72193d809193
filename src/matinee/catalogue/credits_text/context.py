"""What the readers of lines share: the marks between label and name, and what came before."""

import re
from dataclasses import dataclass

from matinee.catalogue.credits_text.labels import Label, read_label

MAX_LABEL_WORDS = 8

COLON = re.compile(r"(?<!\d):(?!//)|(?<=\d):(?=\s)")
MARK = re.compile(
    r"(?:\s*(?:\.{3,}|\.{2}(?=\s)|…+|(?:\s\.){3,}|_{3,}|-{2,}>?|=>|→|·{3,}|•{3,})\s*)+"
    r"|\s*\t\s*|\s{2,}|\s+[–—|•·=~>-]+\s+|\s*\|\s*|\s*[–—]\s+|\s+[–—]\s*"
)


@dataclass
class Context:
    """What earlier lines tell about the next one."""

    languages: tuple[str, ...]
    in_cast: bool = False

    def label(self, text: str) -> Label | None:
        """Return what a label means in the text's languages."""
        return read_label(text, self.languages)
