"""A credit that is only printed: it stands in for the model, of which a roll has hundreds."""

from dataclasses import dataclass
from typing import Any

from matinee.catalogue.addresses import name_address
from matinee.catalogue.billed import Billed

COLUMNS = (
    *("film_id", "role_key", "label", "person_id", "company_id"),
    *("name_as_printed", "on_behalf_of", "for_word", "character", "joiner"),
)


@dataclass(frozen=True, slots=True)
class PrintedName:
    """What a credit prints of a person or a company."""

    kind: str
    pk: int
    name: str
    slug: str

    @property
    def address(self) -> str:
        """The root-relative address of the page."""
        return name_address(self.kind, self.slug)


# Not frozen: that would cost as much again as making it.
@dataclass(slots=True)
class PrintedCredit(Billed):
    """The row of a credit, by COLUMNS, with whom it names; read as the model is read."""

    film_id: int
    role_key: str
    label: str
    person_id: int | None
    company_id: int | None
    name_as_printed: str
    on_behalf_of: str
    for_word: str
    character: str
    joiner: str
    person: Any = None
    company: Any = None
