"""Where programmes stand: root-relative, ending with a slash."""

PROGRAMMES = "/programmes/"


def programme_address(slug: str) -> str:
    """Return the address of a programme's page."""
    return f"{PROGRAMMES}{slug}/"


def within(film: str, slug: str) -> str:
    """Return the address that opens a film as a part of a programme.

    The film's page is the same for everyone; a script on it reads the fragment.
    """
    return f"{film}#in={slug}"
