"""The only place from which Matinee asks another site for something."""

import contextlib
import dataclasses
import http.client
import socket
import ssl
from email.message import Message

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from matinee.catalogue.outside.address import Address, follow, read_address
from matinee.catalogue.outside.deadline import Deadline
from matinee.catalogue.outside.network import INTERNET, Endpoint, Network
from matinee.media.errors import MatineeError

KIB = 1024
MAX_REDIRECTS = 3
MAX_ADDRESSES = 4
MAX_HEADER_BYTES = 32 * KIB
READ_BYTES = 16 * KIB
MOVED = frozenset({301, 302, 303, 307, 308})
DECODED = frozenset({"", "identity", "gzip", "x-gzip"})


@dataclasses.dataclass(frozen=True)
class Limits:
    """How long and how much we listen."""

    deadline_s: float = 8.0
    """For everything: the look-up, all redirects, the last byte."""
    size_bytes: int = 512 * KIB
    """Of the body after decompression."""
    beginning_only: bool = False
    """Take the first `size_bytes` and leave the rest, where it would be refused otherwise."""


@dataclasses.dataclass(frozen=True)
class Fetched:
    """What a site answered; any status, for 404 is an answer too."""

    status: int
    content_type: str
    """The bare type, such as "text/html"."""
    body: bytes
    final_url: str
    charset: str = "utf-8"

    @property
    def text(self) -> str:
        """The body as text; what cannot be read becomes U+FFFD."""
        try:
            return self.body.decode(self.charset, "replace")
        except (LookupError, UnicodeError):
            return self.body.decode("utf-8", "replace")


def fetch(url: str, *, accept: str = "*/*", limits: Limits = Limits()) -> Fetched:
    """Ask a public site for an address and return its answer.

    Up to 3 redirects are followed, each checked like the first address. No cookie, no proxy, no
    word about who asks. Raises Refused for an address that may not be asked, MatineeError when
    no usable answer came; both have a sentence for the editor.
    """
    with Deadline(limits.deadline_s) as deadline:
        place = read_address(url)
        for _ in range(MAX_REDIRECTS + 1):
            answer = _ask(place, accept, limits, deadline)
            if isinstance(answer, Fetched):
                return answer
            place = follow(place, answer)
    raise MatineeError(
        "outside-redirects", f"{place.host} sends on and on.", "Open the address and copy its end."
    )


def _ask(place: Address, accept: str, limits: Limits, deadline: Deadline) -> Fetched | str:
    """Ask one address; return its answer, or where it sends us on to."""
    network = _network()
    endpoints = network.endpoints(place.host, place.port, deadline.left_s)
    connection = _connection(place, endpoints, deadline, network)
    try:
        connection.request(
            "GET", place.target, headers=_headers(accept, limits), preload_content=False
        )
        # The connection stays open below a response that was not read to its end.
        with contextlib.closing(connection.getresponse()) as response:
            answer = _answer(response, place, limits)
        if deadline.over:  # a body without a length ends where we hung up
            raise TimeoutError
        return answer
    except (OSError, HTTPError, http.client.HTTPException) as error:
        raise _told(error, place.host, deadline) from error
    finally:
        connection.close()


def _network() -> Network:
    """Return the network; looked up at each request, so that tests can lay one of their own."""
    return INTERNET


def _headers(accept: str, limits: Limits) -> dict[str, str]:
    headers = {"User-Agent": "Matinee", "Accept": accept, "Accept-Language": "en"}
    if limits.beginning_only:
        # A part of a packed body cannot be unpacked for certain.
        return headers | {
            "Accept-Encoding": "identity",
            "Range": f"bytes=0-{limits.size_bytes - 1}",
        }
    return headers | {"Accept-Encoding": "gzip"}


class _ToEndpoints:
    """Connects to addresses that were checked, and resolves nothing."""

    endpoints: list[Endpoint]
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        trouble = OSError("no address")
        tried = self.endpoints[:MAX_ADDRESSES]
        for number, endpoint in enumerate(tried):
            try:
                share_s = self.deadline.left_s / (len(tried) - number)
                line = socket.create_connection(endpoint, share_s)
            except OSError as error:
                trouble = error
                continue
            self.deadline.watch(line)
            line.settimeout(self.deadline.left_s)
            return line
        raise trouble


class _Plain(_ToEndpoints, HTTPConnection):
    """A connection without TLS."""


class _Secure(_ToEndpoints, HTTPSConnection):
    """A connection with TLS, verified for the name in the address."""


def _connection(
    place: Address, endpoints: list[Endpoint], deadline: Deadline, network: Network
) -> _Plain | _Secure:
    connection: _Plain | _Secure
    if place.scheme == "https":
        connection = _Secure(
            place.host,
            place.port,
            timeout=deadline.left_s,
            ssl_context=network.trusted(),
            cert_reqs="CERT_REQUIRED",
        )
    else:
        connection = _Plain(place.host, place.port, timeout=deadline.left_s)
    connection.endpoints, connection.deadline = endpoints, deadline
    return connection


def _answer(response: BaseHTTPResponse, place: Address, limits: Limits) -> Fetched | str:
    header_bytes = sum(len(name) + len(value) for name, value in response.headers.items())
    if header_bytes > MAX_HEADER_BYTES:
        raise _unusable(place.host)
    location = response.headers.get("Location")
    if response.status in MOVED and location:
        # Headers arrive as Latin-1; addresses beyond ASCII are meant as UTF-8.
        return location.encode("latin-1", "replace").decode("utf-8", "replace")
    if response.headers.get("Content-Encoding", "").strip().lower() not in DECODED:
        raise _unusable(place.host)
    kind = Message()
    kind["Content-Type"] = response.headers.get("Content-Type", "")[:200]
    charset = str(kind.get_param("charset", "utf-8"))
    body = _body(response, place.host, limits)
    return Fetched(response.status, _bare_type(kind), body, place.url, charset)


def _bare_type(kind: Message) -> str:
    return str(kind["Content-Type"]).partition(";")[0].strip().lower()


def _body(response: BaseHTTPResponse, host: str, limits: Limits) -> bytes:
    """Read the body, unpacked piece by piece, until its end or the limit."""
    body = bytearray()
    while piece := response.read(READ_BYTES, decode_content=True):
        body += piece
        if len(body) > limits.size_bytes:
            if not limits.beginning_only:
                raise MatineeError(
                    "outside-size", f"{host} answered with more than Matinee takes from a site."
                )
            break
    return bytes(body[: limits.size_bytes])


def _told(error: Exception, host: str, deadline: Deadline) -> MatineeError:
    """Put what went wrong on the way into words."""
    if deadline.over or isinstance(error, TimeoutError):
        return MatineeError(
            "outside-silent",
            f"{host} did not answer within {deadline.seconds:.0f} seconds.",
            "Try again later.",
        )
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return MatineeError(
            "outside-insecure",
            f"{host} could not prove that it is {host}.",
            "Nothing was asked; its certificate may have run out.",
        )
    if isinstance(error, OSError):
        return MatineeError("outside-silent", f"{host} does not answer.", "Try again later.")
    return _unusable(host)


def _unusable(host: str) -> MatineeError:
    return MatineeError("outside-unusable", f"{host} answered with something Matinee cannot read.")
