"""Sends the mails that wait, each by one sender, none twice that would annoy.

A mail is claimed with a lease, addressed, then marked as handed over just before its words are
sent. A sender that is killed before that mark sent nothing: its mails are claimed anew when the
lease ends. One that is killed after it may have sent the mail (a window of one exchange with the
server). Then an enquiry is sent again, under the same Message-ID, for a maker would rather read
it twice than never; news and confirmations are not, for nobody wants those twice: they stay
"perhaps sent", are logged and are counted in the studio.
"""

import dataclasses
import logging
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.utils import formatdate, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from matinee.correspondence.letters import Letter, news_letter
from matinee.correspondence.models import Mail
from matinee.correspondence.news import printed_titles
from matinee.correspondence.posting import sends_mail
from matinee.correspondence.transport import MailRefused, ServerGone, Transport, Unanswered

BATCH = 20
LEASE = timedelta(minutes=3)
"""Longer than a server may take for one mail; a sender writes to what it holds alone."""
RETRY_AFTER = tuple(
    timedelta(minutes=minutes) for minutes in (2, 10, 30, 120, 360, 720, 1440, 1440)
)
"""How long a mail waits that the server put off; then it is given up."""
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 120, 300, 900))
"""How long all mails wait while the server is away."""
EXPIRED = "Given up: the server put it off too often. "

State = Mail.State
log = logging.getLogger("matinee.correspondence")


@dataclasses.dataclass
class Postman:
    """One sender; it remembers that the server was away, and for how long to leave it alone."""

    troubles: int = 0
    idle_until: datetime | None = None

    def send_due(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Send what is due, within the hour's measure; return how many mails went.

        Safe to run in any number of processes at once. Ends early when `stopping`, or when the
        server is away; what was not sent waits.
        """
        now = timezone.now()
        if not sends_mail() or (self.idle_until and now < self.idle_until):
            return 0
        settle_lapsed()
        sent = 0
        try:
            while not stopping() and (claim := claim_batch(min(BATCH, _left_this_hour()))):
                sent += _send_batch(claim, stopping)
                self.troubles = 0
        except ServerGone as trouble:
            pause = PAUSES[min(self.troubles, len(PAUSES) - 1)]
            self.troubles += 1
            self.idle_until = timezone.now() + pause
            log.warning(
                "The mail server is away (%s); trying again in %.0f s",
                trouble,
                pause.total_seconds(),
            )
        if sent:
            log.info("Sent %d mails", sent)
        return sent


def claim_batch(size: int) -> str:
    """Take up to so many mails that are due; return the claim's name, "" when there are none."""
    now = timezone.now()
    due = Mail.objects.filter(state=State.WAITING, next_try_at__lte=now)
    wanted = list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[: max(size, 0)])
    claim = uuid.uuid4().hex
    # Two senders may want the same ones: the second one's update does not find them waiting.
    taken = due.filter(pk__in=wanted).update(
        state=State.CLAIMED, claim=claim, lease_until=now + LEASE
    )
    return claim if taken else ""


def settle_lapsed() -> None:
    """Decide about the mails whose sender fell silent."""
    lapsed = Mail.objects.filter(lease_until__lt=timezone.now())
    again = Q(state=State.CLAIMED) | Q(state=State.HANDED, enquiry__isnull=False)
    pks = list(lapsed.filter(again).values_list("pk", flat=True))
    lapsed.filter(pk__in=pks).update(state=State.WAITING, claim="", lease_until=None)
    unsure = lapsed.filter(state=State.HANDED).update(
        state=State.UNSURE, lease_until=None, to="", text="", error="The sender was broken off."
    )
    if unsure:
        log.warning("%d mails may or may not have gone; they are not sent again", unsure)


def _left_this_hour() -> int:
    last_hour = timezone.now() - timedelta(hours=1)
    gone = Mail.objects.filter(sent_at__gt=last_hour).count()
    measure: int = settings.MATINEE.mails_per_hour
    return measure - gone


def _send_batch(claim: str, stopping: Callable[[], bool]) -> int:
    mine = Mail.objects.filter(claim=claim)
    sent = 0
    try:
        with Transport() as transport:
            for mail, letter in _letters(mine):
                if stopping():
                    break
                sent += _send(mail, letter, transport)
    finally:
        # What was not begun waits again; a mail that was settled is no longer claimed.
        mine.filter(state=State.CLAIMED).update(state=State.WAITING, claim="", lease_until=None)
    return sent


def _letters(mails: QuerySet[Mail]) -> Iterator[tuple[Mail, Letter]]:
    rows = list(mails.select_related("news__film", "subscription"))
    titles = printed_titles([mail.news.film for mail in rows if mail.news])
    for mail in rows:
        if mail.news and mail.subscription:
            title = titles.get(mail.news.film_id, mail.news.film.title)
            yield mail, news_letter(mail.news, mail.subscription, title)
        else:
            yield mail, Letter(mail.to, mail.subject, mail.text, mail.headers)


def _send(mail: Mail, letter: Letter, transport: Transport) -> bool:
    """Send one mail, and write down what became of it."""
    held = Mail.objects.filter(pk=mail.pk, claim=mail.claim)
    try:
        words = _words(mail, letter)
        transport.address(settings.MATINEE.mail_from, letter.to)
        if not _mark_handed(held):
            transport.forget()
            return False
        transport.hand_over(words)
    except MailRefused as refusal:
        _put_off(held, mail, str(refusal), lasting=refusal.lasting)
        return False
    except Unanswered as trouble:
        _settle_unanswered(held, mail, str(trouble))
        raise ServerGone(str(trouble)) from trouble
    # The words are not kept once they have gone.
    now = timezone.now()
    held.update(state=State.SENT, sent_at=now, lease_until=None, to="", text="", headers={})
    return True


def _mark_handed(held: QuerySet[Mail]) -> bool:
    """Mark a mail as about to go; False when the claim is lost or nobody wants it any more."""
    now = timezone.now()
    with transaction.atomic():
        return bool(
            held.filter(state=State.CLAIMED, lease_until__gt=now).update(
                state=State.HANDED, lease_until=now + LEASE
            )
        )


def _put_off(held: QuerySet[Mail], mail: Mail, error: str, *, lasting: bool = False) -> None:
    """Let a mail wait for its next try, longer each time, or give it up."""
    if lasting or mail.attempts >= len(RETRY_AFTER):
        told = f"{'' if lasting else EXPIRED}{error}"[:200]
        held.update(state=State.FAILED, lease_until=None, to="", text="", error=told)
        log.warning("A mail was given up (%s): %s", mail.message_id, told)
        return
    held.update(
        state=State.WAITING,
        claim="",
        lease_until=None,
        attempts=F("attempts") + 1,
        next_try_at=timezone.now() + RETRY_AFTER[mail.attempts],
        error=error[:200],
    )


def _settle_unanswered(held: QuerySet[Mail], mail: Mail, trouble: str) -> None:
    if mail.enquiry_id:
        _put_off(held, mail, trouble)
        return
    held.update(state=State.UNSURE, lease_until=None, to="", text="", error=trouble[:200])
    log.warning("A mail may or may not have gone (%s); it is not sent again", mail.message_id)


def _words(mail: Mail, letter: Letter) -> bytes:
    """Return the mail as it travels. A line break in a header is refused by Django, and here.

    Raises MailRefused for good when it cannot be written, so that it does not hold up others.
    """
    sender: str = settings.MATINEE.mail_from
    domain = parseaddr(sender)[1].rpartition("@")[2].encode("idna").decode()
    headers = {
        **letter.headers,
        "Message-ID": f"<{mail.message_id}@{domain}>",
        "Date": formatdate(),
    }
    message = EmailMessage(letter.subject, letter.text, sender, [letter.to], headers=headers)
    try:
        made = message.message()
        # Folded after its name, the long link of List-Unsubscribe is lost on some mail programs.
        made.policy = made.policy.clone(max_line_length=990)
        return made.as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own
    except (ValueError, UnicodeError) as error:
        raise MailRefused(500, f"it cannot be written: {error}") from error
