"""Takes and ends the wish to be told of replies; an address confirms before it is written to."""

from django.db import transaction
from django.utils import timezone

from matinee.correspondence.admission import may_write_to
from matinee.correspondence.news import printed_title
from matinee.correspondence.posting import post, sends_mail, take_back
from matinee.discussion.letters import confirm_letter
from matinee.discussion.models import Comment, NoticeAddress

PRIVACY = (
    "Your name, your link and your words are shown to everyone. Your e-mail address is kept with"
    " them and never shown: only the moderators see it. A scrambled form of your network address"
    " is kept for seven days, against spam. Write to us to see or erase what is kept."
)
"""What stands beside the form: what is kept, for how long, who sees it."""


def ask(comment: Comment) -> None:
    """Write to the author of a saved comment for consent to be told of replies.

    Nothing is sent to an address that confirmed, nor to one that was written to often enough
    today, nor for spam. The caller's answer must be the same in every case.
    """
    if not (comment.wants_notices and comment.email and sends_mail()):
        return
    if comment.state == Comment.State.SPAM:
        return
    with transaction.atomic():
        address, _ = NoticeAddress.objects.get_or_create(
            email=comment.email, defaults={"asked_at": timezone.now()}
        )
        if address.confirmed_at or not may_write_to(comment.email):
            return
        # The newest mail's link should hold for its whole week.
        address.asked_at = timezone.now()
        address.save(update_fields=["asked_at"])
        title = printed_title(comment.film)
        post(confirm_letter(address, title), cause=cause_of(address))


def waiting(key: str) -> NoticeAddress | None:
    """Return the address of a key, None when it is gone."""
    return NoticeAddress.objects.filter(key=key).first()


def confirm(key: str) -> bool:
    """Let the address be told of replies; False when it is no longer known. May be repeated."""
    rows = NoticeAddress.objects.filter(key=key)
    rows.filter(confirmed_at=None).update(confirmed_at=timezone.now())
    return rows.exists()


def leave(key: str) -> None:
    """Forget the wish, and take back what was still to be sent. May be repeated."""
    with transaction.atomic():
        address = waiting(key)
        if address is None:
            return
        take_back(cause_of(address))
        # Else a new wish, for one comment, would wake those of all the old ones.
        theirs = Comment.objects.filter(email=address.email, wants_notices=True).exclude(email="")
        theirs.update(wants_notices=False)
        address.delete()


def cause_of(address: NoticeAddress) -> str:
    """Return by what name the mails to an address are taken back."""
    return f"notices:{address.key}"
