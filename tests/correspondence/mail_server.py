"""A mail server of this machine that keeps what it is given, and fails as it is told."""

import dataclasses
import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclasses.dataclass
class Received:
    """One mail as the server got it."""

    sender: str
    to: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def text(self) -> str:
        return self.message.get_content().replace("\r\n", "\n")


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks just enough SMTP. `answers` gives a recipient another answer than 250."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.received: list[Received] = []
        self.answers: dict[str, str] = {}
        self.hang_up_after_data = False
        self.refuses_sender = False
        self.got_data = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.port = self.server_address[1]

    def handle_error(self, request, client_address) -> None:
        """Say nothing: a client that was killed is no news."""

    def to(self, address: str) -> list[Received]:
        return [mail for mail in self.received if mail.to == address]


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 here")
        sender = to = ""
        while line := self.rfile.readline().decode("ascii").strip():
            verb = line.split(":")[0].split()[0].upper()
            if verb == "EHLO":
                self.say("250-here\r\n250 8BITMIME")
            elif verb == "MAIL":
                sender = line[line.index("<") + 1 : line.index(">")]
                self.say("553 not yours" if self.server.refuses_sender else "250 go on")
            elif verb == "RCPT":
                to = line[line.index("<") + 1 : line.index(">")]
                self.say(self.server.answers.get(to, "250 go on"))
            elif verb == "DATA":
                self.say("354 go on")
                self.server.received.append(Received(sender, to, self.read_words()))
                self.server.got_data.set()
                self.server.may_answer.wait(20)
                if self.server.hang_up_after_data:
                    return
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def read_words(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)
