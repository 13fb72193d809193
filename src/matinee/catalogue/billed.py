"""How a credit is printed, whether it is the model that is edited or a row that is only shown."""

from typing import Any

from matinee.catalogue.roles import Role
from matinee.catalogue.roles import role as role_of


class Billed:
    """The wording of a credit: of its role, and of the name in it."""

    __slots__ = ()

    person: Any
    person_id: Any
    company: Any
    company_id: Any
    role_key: Any
    label: Any
    name_as_printed: Any

    @property
    def role(self) -> Role:
        """The role in the vocabulary."""
        return role_of(self.role_key)

    @property
    def named(self) -> Any:
        """The person or the company, None for a name without a page."""
        # By id first: to ask a model for a relation that it has not is slow.
        if self.person_id:
            return self.person
        return self.company if self.company_id else None

    def printed_label(self, count: int) -> str:
        """Return the label above that many names."""
        return self.label or self.role.label(count)

    def printed_name(self) -> str:
        """Return the name as this film prints it."""
        named = self.named
        return self.name_as_printed or (named.name if named else "")
