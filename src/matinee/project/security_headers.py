"""Says to browsers what our pages may do, and nothing more."""

import re
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from matinee.media.errors import Refused

# Each page narrows frames and media to the hosts whose films it shows after a click.
PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
    " img-src 'self' data:; media-src 'self' blob: https:; frame-src https:; connect-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
EMBED = re.compile(r"/films/[^/]+/embed/")
"""The one kind of page that others may show in theirs."""
FRAME_ANCESTOR = re.compile(
    r"(?:https?://)?(?:\*|(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?)", re.IGNORECASE
)
ORIGIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?", re.IGNORECASE)
# Wagtail writes inline scripts and styles; nothing of it leaves this site all the same.
# A film's draft has its chapters within it, as data.
STUDIO_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; media-src 'self' blob: data:; font-src 'self' data:;"
    " worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self';"
    " frame-ancestors 'self'"
)
RawHeaders = list[tuple[bytes, bytes]]
A_YEAR_S = 31_536_000
COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Adds the headers to every answer of the application it wraps."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        studio: str,
        https: bool,
        embed_hosts: Iterable[str] = ("*",),
        endpoint: str = "",
    ) -> None:
        self.app = app
        self.studio = studio
        self.embed_policy = embed_policy(embed_hosts)
        self.public_policy = public_policy(endpoint)
        common = COMMON | ({"strict-transport-security": f"max-age={A_YEAR_S}"} if https else {})
        self.common = [(name.encode(), value.encode()) for name, value in common.items()]
        self.names = {name for name, _ in self.common} | {b"content-security-policy"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = self.policy(scope["path"]).encode()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._merged(message["headers"], policy)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _merged(self, given: RawHeaders, policy: bytes) -> RawHeaders:
        """Return the headers with ours in place of any of the same names."""
        kept = [pair for pair in given if pair[0].lower() not in self.names]
        return [*kept, *self.common, (b"content-security-policy", policy)]

    def policy(self, path: str) -> str:
        """Return the content security policy of an address."""
        if path.startswith(self.studio):
            return STUDIO_POLICY
        return self.embed_policy if EMBED.fullmatch(path) else self.public_policy


def public_policy(endpoint: str) -> str:
    """Return the policy of public pages, which may send what visitors write to this origin.

    Raises Refused("setting-wrong") for what is no site: it would change the policy.
    """
    if not endpoint:
        return PUBLIC_POLICY
    if not ORIGIN.fullmatch(endpoint):
        raise Refused(
            "setting-wrong",
            f"The setting conversation_endpoint is {endpoint!r}, which is no site.",
            "Write it like https://talk.films.example.",
        )
    policy = PUBLIC_POLICY.replace("connect-src 'self'", f"connect-src 'self' {endpoint}")
    return policy.replace("form-action 'self'", f"form-action 'self' {endpoint}")


def embed_policy(hosts: Iterable[str]) -> str:
    """Return the policy of a film's player page, which these sites may show in theirs.

    Raises Refused("setting-wrong") for what is no host: it would change the policy.
    """
    for host in hosts:
        if not FRAME_ANCESTOR.fullmatch(host):
            raise Refused(
                "setting-wrong",
                f"The setting embed_hosts names {host!r}, which is no site.",
                "Write it like https://review.example, *.school.example or *.",
            )
    ancestors = " ".join(["frame-ancestors 'self'", *hosts])
    return PUBLIC_POLICY.replace("frame-ancestors 'self'", ancestors)
