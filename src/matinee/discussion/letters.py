"""The words of the mails that a conversation brings."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from matinee.correspondence.addresses import whole
from matinee.correspondence.letters import Letter, one_line
from matinee.discussion.addresses import confirm_way, endpoint, leave_way
from matinee.discussion.models import NoticeAddress

LONGEST_EXCERPT = 280
MOST_TOLD = 12
"""Replies that one mail quotes; of the others it gives the number."""


@dataclass(frozen=True)
class ToldReply:
    """A reply as a mail tells of it."""

    film: str
    name: str
    text: str
    address: str
    """Root-relative."""


def confirm_letter(address: NoticeAddress, film_title: str) -> Letter:
    """Ask whether it was them who asked to hear of replies."""
    text = (
        f"Someone, we hope you, wrote under {film_title} on {_site()} and asked to be told by"
        " e-mail of replies.\n\n"
        "If it was you, open this page within a week and press the button there:\n\n"
        f"{live(confirm_way(address.key))}\n\n"
        "If it was not, you need do nothing. We write no further, and forget the wish in a week.\n"
    )
    subject = one_line(f"{film_title}: shall we tell you of replies?")
    return Letter(address.email, subject, text, {"Auto-Submitted": "auto-replied"})


def replies_letter(address: NoticeAddress, replies: Sequence[ToldReply], count: int) -> Letter:
    """Tell someone who answered what they wrote, each with a few words and the way there.

    Of `count` replies the first are given and quoted. The subject names nobody: it is kept
    longer than the words.
    """
    films = list(dict.fromkeys(reply.film for reply in replies))
    many = "A reply" if count == 1 else f"{count:,} replies"
    where = f" under {films[0]}" if len(films) == 1 and count == len(replies) else ""
    parts = [_told(reply) for reply in replies]
    if count > len(replies):
        parts.append(f"And {count - len(replies):,} more.")
    link = live(leave_way(address.key))
    foot = (
        f"-- \nYou asked {_site()} to tell you of replies to what you write there. To hear no"
        f" more of any:\n{link}\n"
    )
    headers = {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    text = "\n\n".join([*parts, foot])
    return Letter(address.email, one_line(f"{many} to what you wrote{where}"), text, headers)


def waiting_letter(held: int, reported: int, queue: str) -> Letter:
    """Tell the moderators how many comments wait for them; `queue` is root-relative."""
    waits = f"{_comments(held)} {'waits' if held == 1 else 'wait'} to be looked at"
    told = f"{_comments(reported)} {'was' if reported == 1 else 'were'} reported"
    words = " and ".join(said for said, count in ((waits, held), (told, reported)) if count)
    text = (
        f"On {_site()}, {words}.\n\n{whole(queue)}\n\n"
        "This mail comes at most once an hour, and only when something new waits.\n"
    )
    to = settings.MATINEE.mail_to or settings.MATINEE.mail_from
    return Letter(to, one_line(f"{_site()}: {words}"), text, {"Auto-Submitted": "auto-generated"})


def live(way: str) -> str:
    """Return an address of the endpoint as it stands in a mail."""
    address = endpoint(way)
    return whole(address) if address.startswith("/") else address


def excerpt(text: str) -> str:
    """Return the beginning of a comment as plain words, without what it quotes."""
    own = [line for line in text.splitlines() if not line.lstrip().startswith(">")]
    shown = "".join(letter if letter.isprintable() else " " for letter in " ".join(own))
    words = " ".join(shown.split())
    if len(words) <= LONGEST_EXCERPT:
        return words
    return f"{words[:LONGEST_EXCERPT].rsplit(' ', 1)[0]} …"


def _told(reply: ToldReply) -> str:
    who = one_line(reply.name)
    lines = [f"{who} under {reply.film}:", f"“{excerpt(reply.text)}”", whole(reply.address)]
    return "\n".join(lines)


def _comments(count: int) -> str:
    return "1 comment" if count == 1 else f"{count:,} comments"


def _site() -> str:
    name: str = settings.MATINEE.site_name
    return name
