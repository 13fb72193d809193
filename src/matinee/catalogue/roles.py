"""The vocabulary of roles that films credit people and companies with.

Only the vocabulary's keys are stored; wording is looked up when a page is made, so a
printed label can be mended for every film at once. A credit may carry wording of its own.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from matinee.catalogue.wordings import LANGUAGES, accented, plain


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
    `called` is the role's name in data, such as "director of photography".
    """

    key: str
    one: str
    many: str
    department: Department
    leading: bool = False
    maker: bool = False
    also: tuple[str, ...] = ()
    called: str = ""

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

    Case, accents and an ending "by" do not matter. A label of several roles ("Director and
    camera") means its maker role, else the first one known.
    """
    if found := find_role(wording):
        return found
    parts = (find_role(part) for part in re.split(r",|/|&|\+|\band\b", wording))
    among = [part for part in parts if part]
    return next((each for each in among if each.maker), among[0] if among else OTHER)


def find_role(wording: str, languages: Sequence[str] = LANGUAGES) -> Role | None:
    """Find the role that a wording means in the first of these languages that knows it.

    A wording typed with its accents is looked up with them first: French *régie* is not
    German *Regie*.
    """
    for found in (_wordings(accented).get(accented(wording)), _wordings(plain).get(plain(wording))):
        if found:
            return next((found[each] for each in languages if each in found), None)
    return None


def languages_of(wording: str) -> frozenset[str]:
    """Return the languages in which a wording means a role."""
    typed = _wordings(accented).get(accented(wording))
    return frozenset(typed or _wordings(plain).get(plain(wording)) or ())


def all_wordings(language: str) -> list[tuple[str, Role]]:
    """Return every wording of a language with the role it means."""
    if language == "en":
        return [
            (said, each) for each in ROLES.values() for said in (each.one, each.many, *each.also)
        ]
    table = (_HERE / "role_wordings" / f"{language}.txt").read_text(encoding="utf-8")
    read = []
    for line in table.splitlines():
        if line and not line.startswith("#"):
            key, _, wordings = line.partition(":")
            read += [(said.strip(), ROLES[key]) for said in wordings.split(";")]
    return read


def role_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the vocabulary as grouped form choices, free wording last."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in ROLES.values():
        groups.setdefault(each.department.value, []).append((each.key, each.one))
    return [*groups.items(), ("Other", [(OTHER.key, "In your own words")])]


@cache
def _wordings(form: Callable[[str], str]) -> dict[str, dict[str, Role]]:
    """Map each wording in this form to its role in each language."""
    known: dict[str, dict[str, Role]] = {}
    for language in LANGUAGES:
        for wording, each in all_wordings(language):
            known.setdefault(form(wording), {}).setdefault(language, each)
            for joined in (" & ", " ") if _JOINED.search(wording) else ():
                known.setdefault(form(_JOINED.sub(joined, wording)), {}).setdefault(language, each)
    return known


def _read_table(table: str) -> dict[str, Role]:
    roles = {}
    department = Department.THANKS
    for line in table.splitlines():
        if line.startswith("="):
            department = Department[line.removeprefix("=").strip()]
        elif line and not line.startswith("#"):
            key, one, many, called, also = (part.strip() for part in line.split("|"))
            stars = len(key) - len(key.rstrip("*"))
            key = key.rstrip("*")
            others = tuple(filter(None, (other.strip() for other in also.split(";"))))
            called = called or one.lower()
            roles[key] = Role(key, one, many, department, stars > 0, stars > 1, others, called)
    return roles


_HEADINGS = {
    "cast": "Cast",
    "based-on": "Source",
    "commissioner": "Commissioned",
    "curator": "Chosen",
    "co-production-company": "Co-production",
    "dedication": "Dedicated",
    "adaptation": "Adaptation",
    "funder": "Supported",
    "narration-writer": "Narration",
    "presenter-company": "Presented",
}
# "Maske und Haare" is also written with & or a stroke.
_JOINED = re.compile(r" (?:and|et|und|y|e) ")
OTHER = Role("other", "", "", Department.THANKS)

_HERE = Path(__file__).parent
ROLES: dict[str, Role] = _read_table((_HERE / "role_table.txt").read_text(encoding="utf-8"))
