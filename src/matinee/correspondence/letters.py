"""The words of every mail this site writes."""

from dataclasses import dataclass, field
from email.utils import formataddr

from django.conf import settings

from matinee.correspondence.addresses import confirm_address, leave_address, whole
from matinee.correspondence.models import Enquiry, News, Subscription

WIDTH = 255
"""How long a subject may be; what is longer is cut."""


@dataclass(frozen=True)
class Letter:
    """A mail as words; plain text, lines ended by a line feed."""

    to: str
    subject: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)


def confirm_letter(subscription: Subscription, film_title: str) -> Letter:
    """Ask whether it was them who asked for news."""
    text = (
        f"Someone, we hope you, asked {_site()} to write to this address when there is news of"
        f" {film_title}.\n\n"
        "If it was you, open this page within a week and press the button there:\n\n"
        f"{whole(confirm_address(subscription.key))}\n\n"
        "If it was not, you need do nothing. We write no further, and forget the address in a"
        " week.\n"
    )
    return Letter(
        subscription.email,
        one_line(f"{film_title}: shall we tell you when?"),
        text,
        {"Auto-Submitted": "auto-replied"},
    )


def already_letter(subscription: Subscription, film_title: str) -> Letter:
    """Tell someone who asked again that they are on the list."""
    text = (
        f"Someone, we hope you, asked {_site()} for news of {film_title}. You asked before, so"
        " nothing need be done: we write when there is news.\n"
    )
    return _with_way_out(
        Letter(subscription.email, one_line(f"{film_title}: you are on the list"), text),
        subscription,
        film_title,
        reply="auto-replied",
    )


def news_letter(news: News, subscription: Subscription, film_title: str) -> Letter:
    """Tell one person one piece of news."""
    letter = Letter(subscription.email, one_line(news.subject), news.text)
    return _with_way_out(letter, subscription, film_title, reply="auto-generated")


def enquiry_letter(enquiry: Enquiry, to: str, film_address: str, passages: list[str]) -> Letter:
    """Tell the maker what was asked; an answer goes to whoever asked.

    `passages` are lines ready to read, each with the link to its moment.
    """
    parts = [
        f"{enquiry.name} asks about {enquiry.film_title}: {enquiry.get_kind_display().lower()}.",
        enquiry.message,
    ]
    if passages:
        parts.append("Passages:\n" + "\n".join(passages))
    if enquiry.further:
        parts.append(enquiry.further)
    signed = f"{enquiry.name}, {enquiry.organisation}" if enquiry.organisation else enquiry.name
    parts.append(f"{signed}\n{enquiry.email}")
    parts.append(
        f"The film: {whole(film_address)}\n"
        f"Answer this mail to write to {enquiry.name}. It came by the form on {_site()}; a copy is"
        " in the studio, under Correspondence."
    )
    subject = f"{enquiry.get_kind_display()}: {enquiry.film_title} ({enquiry.name})"
    reply_to = formataddr((one_line(enquiry.name), enquiry.email))
    return Letter(to, one_line(subject), "\n\n".join(parts) + "\n", {"Reply-To": reply_to})


def one_line(words: str) -> str:
    """Return words that can stand in a header: one line, no control characters, not too long."""
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    line = " ".join(shown.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def _with_way_out(
    letter: Letter, subscription: Subscription, film_title: str, *, reply: str
) -> Letter:
    """Add the link that ends the subscription, for people and, by RFC 8058, for mail programs."""
    link = whole(leave_address(subscription.key))
    foot = f"\n-- \nYou asked {_site()} for news of {film_title}. To hear no more of it:\n{link}\n"
    headers = {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": reply,
    }
    return Letter(letter.to, letter.subject, letter.text.rstrip() + "\n" + foot, headers)


def _site() -> str:
    name: str = settings.MATINEE.site_name
    return name
