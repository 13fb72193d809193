"""Other sites, friendly and hostile, played by servers on this machine's loopback."""

import contextlib
import dataclasses
import json
import socket
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from matinee.catalogue.outside.network import Endpoint, Network, is_public

SITE, INSIDE = "127.0.0.1", "127.0.0.2"
"""Our stand-in for the public internet, and a machine that nobody may reach through us."""
NAMES = (
    "films.example",
    "other.example",
    "tube.example",
    "inside.example",
    "www.youtube.com",
    "vimeo.com",
    "i.vimeocdn.com",
    "www.dailymotion.com",
    "archive.org",
)
Reply = bytes | Callable[["Line"], None]


@dataclasses.dataclass
class Line:
    """One connection after its request was read; what a hostile site writes to."""

    sock: socket.socket

    def say(self, data: bytes) -> None:
        self.sock.sendall(data)


def reply(
    body: bytes | str | dict[str, Any] = b"",
    status: int = 200,
    kind: str = "text/html",
    headers: dict[str, str] | None = None,
) -> bytes:
    """Compose a whole answer."""
    if isinstance(body, dict):
        body, kind = json.dumps(body), "application/json"
    data = body.encode() if isinstance(body, str) else body
    head = {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + data


def sent_on(location: str, status: int = 302) -> bytes:
    return reply(status=status, headers={"Location": location})


@dataclasses.dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    host: str
    target: str
    headers: dict[str, str]


class Hosts:
    """All other sites: what each answers, what each was asked, and where each name leads."""

    def __init__(self, certificates: "Certificates") -> None:
        self.forget()
        self.certificates = certificates
        self.plain = _serve(self._hear, SITE)
        self.secure = _serve(self._hear_secure, SITE)
        self.inside = _serve(self._hear_inside, INSIDE)
        self.ports = {80: self.plain.server_address[1], 443: self.secure.server_address[1]}

    def forget(self) -> None:
        """Begin a test anew."""
        self.replies: dict[tuple[str, str], Reply] = {}
        self.asked: list[Asked] = []
        self.names: dict[str, list[str]] = {}
        self.looked_up: list[str] = []
        self.hits_inside: list[bytes] = []

    def close(self) -> None:
        for server in (self.plain, self.secure, self.inside):
            server.shutdown()
            server.server_close()

    def answers(self, host: str, target: str, what: Reply) -> None:
        self.replies[host, target] = what

    def network(self) -> Network:
        """Return a network on which the loopback's first address counts as public, and no other."""
        return Network(
            resolve=self._resolve,
            is_public=lambda address: str(address) == SITE or is_public(address),
            trusted=lambda: self.certificates.trusted,
        )

    def _resolve(self, host: str, port: int) -> list[Endpoint]:
        self.looked_up.append(host)
        if host not in NAMES and host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        addresses = self.names.get(host, [SITE])
        inside = self.inside.server_address[1]
        return [(a, inside if a == INSIDE else self.ports[port]) for a in addresses]

    def _hear(self, sock: socket.socket) -> None:
        target, headers = _request(sock)
        host = headers.get("host", "")
        self.asked.append(Asked(host, target, headers))
        what = self.replies.get((host, target), reply("Not here.", 404))
        if callable(what):
            what(Line(sock))
        else:
            sock.sendall(what)

    def _hear_secure(self, sock: socket.socket) -> None:
        with self.certificates.server.wrap_socket(sock, server_side=True) as line:
            self._hear(line)

    def _hear_inside(self, sock: socket.socket) -> None:
        self.hits_inside.append(sock.recv(1000))


def _request(sock: socket.socket) -> tuple[str, dict[str, str]]:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = sock.recv(4096)
        if not piece:
            raise ConnectionError
        data += piece
    first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return first.split(" ")[1], {name.lower(): value for name, _, value in pairs}


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 16


def _serve(hear: Callable[[socket.socket], None], address: str) -> _Server:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(10)
            # The other side hung up: that is what many of these tests are about.
            with contextlib.suppress(OSError):
                hear(self.request)

    server = _Server((address, 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


class Certificates:
    """A certificate authority of our own, and one certificate for all names but wrong.example."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._openssl(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key"
            " -out ca.pem -days 2 -subj /CN=invented -addext keyUsage=critical,keyCertSign"
        )
        self._openssl(
            "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout site.key"
            " -out site.csr -subj /CN=films.example"
        )
        names = ",".join(f"DNS:{name}" for name in NAMES)
        (folder / "site.ext").write_text(
            f"subjectAltName={names}\nbasicConstraints=critical,CA:FALSE\n"
            "authorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n"
            "keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n"
        )
        self._openssl(
            "x509 -req -in site.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2"
            " -extfile site.ext -out site.pem"
        )
        self.trusted = ssl.create_default_context(cafile=str(folder / "ca.pem"))
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.server.load_cert_chain(folder / "site.pem", folder / "site.key")

    def _openssl(self, words: str) -> None:
        subprocess.run(
            ["openssl", *words.split()], cwd=self.folder, check=True, capture_output=True
        )
