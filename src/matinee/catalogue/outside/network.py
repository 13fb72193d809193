"""Which machines may be asked: finds a name's addresses and lets only public ones through."""

import dataclasses
import ipaddress
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from functools import cache

import certifi

from matinee.media.errors import MatineeError, Refused

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Endpoint = tuple[str, int]
"""A numeric address and a port."""

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
HOLES = tuple(
    ipaddress.ip_network(network)
    for network in (
        # Public by the registry, yet inside somewhere, or a way round to an IPv4 address.
        "168.63.129.16/32",  # Azure's own services, seen from each of its machines
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata service
        "192.88.99.0/24",  # 6to4 relays
        "100.64.0.0/10",  # carriers' shared space; Alibaba's metadata service
        "2001::/23",  # Teredo, ORCHID and other protocol assignments
        "2002::/16",  # 6to4
        "2001:db8::/32",
        "3fff::/20",  # documentation, newer than the Python in use may know
    )
)


def is_public(address: IPAddress) -> bool:
    """Tell whether an address is one of a machine on the public internet.

    IPv6 is taken from 2000::/3 alone. A NAT64 address (RFC 6052) counts as the IPv4 address it
    holds, since a server without IPv4 reaches all others so; every other form that hides an
    IPv4 address is no public one.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in GLOBAL_UNICAST:
            return False
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in hole for hole in HOLES if hole.version == address.version)
    )


def resolve(host: str, port: int) -> Sequence[Endpoint]:
    """Return all addresses of a name. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(str(sockaddr[0]), port) for *_, sockaddr in found]


@cache
def trusted() -> ssl.SSLContext:
    """Return the TLS rules: certificates of Mozilla's list, for the very name that is asked."""
    return ssl.create_default_context(cafile=certifi.where())


@dataclasses.dataclass(frozen=True)
class Network:
    """What a request goes out to. Only tests make another than INTERNET."""

    resolve: Callable[[str, int], Sequence[Endpoint]] = resolve
    is_public: Callable[[IPAddress], bool] = is_public
    trusted: Callable[[], ssl.SSLContext] = trusted

    def endpoints(self, host: str, port: int, seconds: float) -> list[Endpoint]:
        """Return where a name leads, if every one of its addresses is public.

        The connection goes to one of these and asks for no address again, so a name that
        answers differently the second time gains nothing. Raises Refused("outside-unknown"),
        in the same words for a name that is not and for one that leads inside.
        """
        found = self._resolved(host, port, seconds)
        try:
            public = [self.is_public(ipaddress.ip_address(address)) for address, _ in found]
        except ValueError:  # an address with a zone, such as fe80::1%eth0
            public = []
        if not public or not all(public):
            raise _unknown(host)
        return list(dict.fromkeys(found))

    def _resolved(self, host: str, port: int, seconds: float) -> Sequence[Endpoint]:
        """Resolve in a thread: the system's resolver knows no deadline of ours."""
        answers: queue.SimpleQueue[Sequence[Endpoint] | OSError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error if isinstance(error, OSError) else OSError(str(error)))

        threading.Thread(target=ask, name="resolver", daemon=True).start()
        try:
            answer = answers.get(timeout=max(seconds, 0.001))
        except queue.Empty as error:
            raise _not_found_now(host) from error
        if isinstance(answer, OSError):
            late = answer.errno == socket.EAI_AGAIN
            raise (_not_found_now(host) if late else _unknown(host)) from answer
        return answer


def _unknown(host: str) -> Refused:
    return Refused(
        "outside-unknown", f"There is no public site named {host}.", "Look at the address again."
    )


def _not_found_now(host: str) -> MatineeError:
    return MatineeError(
        "outside-silent", f"{host} could not be looked up just now.", "Try again later."
    )


INTERNET = Network()
