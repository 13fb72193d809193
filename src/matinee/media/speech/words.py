"""Words as they were heard: each with its times and how sure the listener was."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Word:
    """One word with the punctuation that clings to it, or a letter where none are spaced.

    `spaced` says that a space stands before it. `probability` is 0…1.
    """

    start_s: float
    end_s: float
    text: str
    probability: float = 1.0
    spaced: bool = True

    def as_json(self) -> list[Any]:
        """Return its five facts as a JSON-able list."""
        return [self.start_s, self.end_s, self.text, self.probability, self.spaced]

    @classmethod
    def from_json(cls, facts: list[Any]) -> "Word":
        """Return the word that `as_json` made the facts of."""
        return cls(*facts)


def text_of(words: list[Word]) -> str:
    """Return words as running text."""
    return "".join(f" {word.text}" if word.spaced else word.text for word in words).strip()
