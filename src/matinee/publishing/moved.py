"""Old addresses and where they lead, for hosts that serve the site's files without Matinee."""

from wagtail.contrib.redirects.models import Redirect

from matinee.catalogue.addresses import FILMS, transcript_address
from matinee.catalogue.words import page_addresses
from matinee.publishing.files import File

ADDRESS = "/_redirects"
"""The file that static hosts (Netlify and Cloudflare Pages among them) read redirects from."""


def moved() -> list[File]:
    """Return the file: "old new status" a line. While nothing has moved there is none."""
    rows = list(Redirect.objects.order_by("old_path", "pk"))
    # An editor's own redirect may name a page.
    pages = page_addresses({row.redirect_page_id for row in rows if row.redirect_page_id})
    lines = [_line(row, row.redirect_link or pages.get(row.redirect_page_id, "")) for row in rows]
    text = "".join(line for line in lines if line)
    return [File(ADDRESS, text.encode())] if text else []


def _line(row: Redirect, target: str) -> str:
    """Return a line, for a film two; an address with a space in it would be read as two."""
    if not target or len(f"{row.old_path} {target}".split()) != 2:
        return ""
    status = 301 if row.is_permanent else 302
    old = f"{row.old_path.rstrip('/')}/"
    line = f"{old} {target} {status}\n"
    if old.startswith(FILMS) and target.startswith(FILMS):
        # A film's words move with it; the star and the splat are the hosts' own signs.
        words = (transcript_address(old), transcript_address(target))
        line += f"{words[0]}* {words[1]}:splat {status}\n"
    return line
