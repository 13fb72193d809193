"""What can stand in the way of a comment, each with its sentence and its HTTP status."""

from collections.abc import Mapping

from matinee.media.errors import Refused

STATUS = {
    "unreadable": 400,
    "foreign": 403,
    "banned": 403,
    "no-film": 404,
    "closed": 409,
    "parent-gone": 409,
    "said": 409,
    "no-ticket": 409,
    "ran-out": 409,
    "too-fresh": 409,
    "used": 409,
    "over": 409,
    "wrong": 422,
    "limit": 429,
    "reports": 429,
    "away": 503,
}
SENTENCES = {
    "unreadable": "This could not be read. Please write it into the form.",
    "foreign": "This did not come from a page of this site. Please post it from here.",
    "banned": "You cannot write here. If that is a mistake, tell those who run this site.",
    "no-film": "There is no conversation here any more. Your words are below; copy them if you"
    " want to keep them.",
    "closed": "Comments are closed here. Your words are below; copy them if you want to keep them.",
    "parent-gone": "The comment that you answer is no longer there. You can post your words as a"
    " comment of their own.",
    "said": "This was said already, in the same words.",
    "no-ticket": "Look it over, then post it.",
    "too-fresh": "That was very quick. Look it over, then post it.",
    "ran-out": "The form was open for longer than a day. Look it over, then post it.",
    "used": "Another comment was sent with this form already. Look this one over, then post it.",
    "over": "It can no longer be changed: that is possible for 15 minutes.",
    "wrong": "Some things are missing or wrong.",
    "limit": "Too much is being written just now. Please try again later; your words are kept.",
    "reports": "Too much is being reported just now. Please try again later.",
    "away": "Your comment could not be taken just now. Your words are below: please try again in a"
    " minute.",
}
NEW_TICKET = frozenset({"no-ticket", "ran-out", "used", "parent-gone", "said", "wrong", "limit"})
"""After these the form is sent again with a ticket of its own."""


class NotTaken(Refused):
    """What somebody sent is not taken; `wrong` says by field what to mend."""

    def __init__(self, code: str, wrong: Mapping[str, str] | None = None) -> None:
        super().__init__(code, SENTENCES[code])
        self.wrong = dict(wrong or {})

    @property
    def status(self) -> int:
        """The HTTP status that says as much."""
        return STATUS.get(self.code, 409)
