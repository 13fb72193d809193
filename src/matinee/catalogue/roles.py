"""The vocabulary of roles that films credit people and companies with.

Only the vocabulary's keys are stored; wording is looked up when a page is made, so a
printed label can be mended for every film at once. A credit may carry wording of its own.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path


class Department(StrEnum):
    """Where on a film a role belongs."""

    DIRECTION = "Direction"
    WRITING = "Writing"
    PRODUCTION = "Production"
    CAST = "Cast"
    CAMERA = "Camera"
    LIGHT = "Light and grip"
    SOUND = "Sound"
    EDITING = "Editing"
    ART = "Art"
    COSTUME = "Costume and make-up"
    MUSIC = "Music"
    EFFECTS = "Effects and animation"
    LABORATORY = "Post-production"
    ACCESS = "Language and access"
    RELEASE = "Release"
    THANKS = "Thanks"


@dataclass(frozen=True)
class Role:
    """A role and how it is printed for one name and for several.

    `leading` roles are shown beside the film's words, all others only in the roll;
    `maker` roles make the byline. `also` are other wordings, read but not printed.
    """

    key: str
    one: str
    many: str
    department: Department
    leading: bool = False
    maker: bool = False
    also: tuple[str, ...] = ()

    def label(self, count: int) -> str:
        """Return the printed label above that many names."""
        return self.one if count == 1 else self.many

    @property
    def heading(self) -> str:
        """The role as the heading of a filmography."""
        return _HEADINGS.get(self.key, self.one)


def role(key: str) -> Role:
    """Return a role by its key; a key no longer in the vocabulary is a role without wording."""
    return ROLES.get(key, OTHER)


@cache
def role_called(wording: str) -> Role:
    """Find the role that a printed label means, OTHER when there is none.

    Case and an ending "by" do not matter. A label of several roles ("Director and
    camera") means its maker role, else the first one known.
    """
    known = _wordings()
    if found := known.get(_plain(wording)):
        return found
    parts = (_plain(part) for part in re.split(r",|/|&|\+|\band\b", wording))
    among = [known[part] for part in parts if part in known]
    return next((each for each in among if each.maker), among[0] if among else OTHER)


def role_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the vocabulary as grouped form choices, free wording last."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in ROLES.values():
        groups.setdefault(each.department.value, []).append((each.key, each.one))
    return [*groups.items(), ("Other", [(OTHER.key, "In your own words")])]


@cache
def _wordings() -> dict[str, Role]:
    return {
        _plain(wording): each
        for each in reversed(ROLES.values())
        for wording in (each.one, each.many, *each.also)
    }


def _plain(wording: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", wording.casefold()))
    return words.removesuffix(" by")


def _read_table(table: str) -> dict[str, Role]:
    roles = {}
    department = Department.THANKS
    for line in table.splitlines():
        if line.startswith("="):
            department = Department[line.removeprefix("=").strip()]
        elif line and not line.startswith("#"):
            key, one, many, also = (part.strip() for part in f"{line} |".split("|")[:4])
            stars = len(key) - len(key.rstrip("*"))
            others = tuple(filter(None, (other.strip() for other in also.split(";"))))
            read = Role(key.rstrip("*"), one, many, department, stars > 0, stars > 1, others)
            roles[read.key] = read
    return roles


_HEADINGS = {
    "cast": "Cast",
    "based-on": "Source",
    "commissioner": "Commissioned",
    "curator": "Chosen",
    "co-production-company": "Co-production",
    "dedication": "Dedicated",
    "funder": "Supported",
    "narration-writer": "Narration",
    "presenter-company": "Presented",
}
OTHER = Role("other", "", "", Department.THANKS)

ROLES: dict[str, Role] = _read_table(
    (Path(__file__).parent / "role_table.txt").read_text(encoding="utf-8")
)
