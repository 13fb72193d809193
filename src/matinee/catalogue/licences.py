"""The licences a film can stand under: their names, their deeds, what they allow."""

from dataclasses import dataclass

RESERVED = "reserved"


@dataclass(frozen=True)
class Licence:
    """A licence; `href` is its deed, "" where there is none.

    `free` is whether copying and showing are allowed to everyone, with or without conditions.
    """

    key: str
    name: str
    href: str = ""
    free: bool = True


def _commons(key: str, name: str) -> Licence:
    deed = f"https://creativecommons.org/licenses/{key.removeprefix('cc-')}/4.0/"
    return Licence(key, f"Creative Commons {name} 4.0", deed)


LICENCES: dict[str, Licence] = {
    each.key: each
    for each in (
        Licence(RESERVED, "All rights reserved", free=False),
        _commons("cc-by", "Attribution"),
        _commons("cc-by-sa", "Attribution-ShareAlike"),
        _commons("cc-by-nd", "Attribution-NoDerivatives"),
        _commons("cc-by-nc", "Attribution-NonCommercial"),
        _commons("cc-by-nc-sa", "Attribution-NonCommercial-ShareAlike"),
        _commons("cc-by-nc-nd", "Attribution-NonCommercial-NoDerivatives"),
        Licence("cc0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence(
            "public-domain", "Public domain", "https://creativecommons.org/publicdomain/mark/1.0/"
        ),
    )
}
