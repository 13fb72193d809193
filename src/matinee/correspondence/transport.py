"""Hands one mail to the mail server, in two steps: so much can fail before anything was said."""

import smtplib
import ssl
from email.headerregistry import Address
from email.utils import parseaddr
from types import TracebackType
from typing import Self

from django.conf import settings

TIMEOUT_S = 20.0
# RFC 5321: taken; taken and passed on; the server closes; RFC 4954: it wants a password.
_DONE, _FORWARDED = 250, 251
_NOT_NOW = {421, 530, 534, 535, 538}


class ServerGone(Exception):
    """The server cannot be reached, does not let us in or hung up: no mail's own fault."""


class Unanswered(Exception):
    """The connection broke after the words were sent: the mail may have gone."""


class MailRefused(Exception):
    """The server refused one mail; `lasting` when it would do so again."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code} {words}")
        self.lasting = code >= 500


class Transport:
    """A connection to the mail server of the settings; a context manager.

    Raises ServerGone when it cannot be opened.
    """

    def __init__(self) -> None:
        self._server = _connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            self._server.quit()
        except (smtplib.SMTPException, OSError):
            self._server.close()

    def address(self, sender: str, to: str) -> None:
        """Tell the server from whom and for whom a mail is; nothing is sent by that.

        Raises MailRefused when it takes no mail for that address, ServerGone when it takes none
        from the sender or at all.
        """
        try:
            options = ["BODY=8BITMIME"] if self._server.has_extn("8bitmime") else []
            code, words = self._server.mail(_ascii(parseaddr(sender)[1]), options)
            if code != _DONE:
                raise ServerGone(f"it takes no mail from {sender}: {code} {_shown(words)}")
            code, words = self._server.rcpt(_ascii(to))
            if code in _NOT_NOW:
                raise ServerGone(f"{code} {_shown(words)}")
            if code not in {_DONE, _FORWARDED}:
                self.forget()
                raise MailRefused(code, _shown(words))
        except (smtplib.SMTPException, OSError) as error:
            raise ServerGone(str(error)) from error

    def forget(self) -> None:
        """Take back what was addressed."""
        try:
            self._server.rset()
        except (smtplib.SMTPException, OSError) as error:
            raise ServerGone(str(error)) from error

    def hand_over(self, words: bytes) -> None:
        """Send the words of the mail that was addressed.

        Raises MailRefused when the server does not take them, Unanswered when it did not say.
        """
        try:
            code, answer = self._server.data(words)
        except smtplib.SMTPDataError as error:
            self.forget()
            raise MailRefused(error.smtp_code, _shown(error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unanswered(str(error)) from error
        if code != _DONE:
            raise MailRefused(code, _shown(answer))


def _connect() -> smtplib.SMTP:
    try:
        # A server whose certificate is not its own gets neither the password nor the mail.
        context = ssl.create_default_context()
        where = (settings.EMAIL_HOST, settings.EMAIL_PORT)
        if settings.EMAIL_USE_SSL:
            server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=TIMEOUT_S, context=context)
        else:
            server = smtplib.SMTP(*where, timeout=TIMEOUT_S)
        if settings.EMAIL_USE_TLS:
            server.starttls(context=context)
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.ehlo_or_helo_if_needed()
    except smtplib.SMTPAuthenticationError as error:
        raise ServerGone("it does not accept the name and password in mail_url") from error
    except (smtplib.SMTPException, OSError) as error:
        raise ServerGone(str(error)) from error
    return server


def _ascii(address: str) -> str:
    """Return an address whose domain is in ASCII, as a server without SMTPUTF8 wants it."""
    name, _, domain = address.rpartition("@")
    return Address(username=name, domain=domain.encode("idna").decode()).addr_spec


def _shown(words: bytes | str) -> str:
    """Return what a server said as one line."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())[:160]
