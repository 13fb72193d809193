"""A link must not let the server look into its own network, nor keep it, nor fill it."""

import gzip
import ipaddress
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.catalogue.outside import fetch as fetching
from matinee.catalogue.outside.address import read_address
from matinee.catalogue.outside.fetch import Limits, fetch
from matinee.catalogue.outside.network import INTERNET, Network, is_public
from matinee.media.errors import MatineeError, Refused
from tests.catalogue.outside.hosts import INSIDE, SITE, Line, reply, sent_on

QUICK = Limits(deadline_s=0.6, size_bytes=100_000)


def code_of(url: str, limits: Limits = QUICK) -> str:
    """Return the code with which an address is refused or fails."""
    with pytest.raises(MatineeError) as failure:
        fetch(url, limits=limits)
    assert failure.value.message.endswith(".")
    assert len(failure.value.message) < 200
    return failure.value.code


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_page_is_fetched_plainly(hosts, scheme) -> None:
    page = "<p>Maré</p>".encode("latin-1")
    kind = "Text/HTML; charset=ISO-8859-1"
    hosts.answers("films.example", "/a%20b?c=d", reply(page, kind=kind))
    answer = fetch(f"{scheme}://Films.Example/a%20b?c=d#part", accept="text/html")
    assert (answer.status, answer.content_type, answer.text) == (200, "text/html", "<p>Maré</p>")
    assert answer.final_url == f"{scheme}://films.example/a%20b?c=d"
    (asked,) = hosts.asked
    assert asked.headers == {
        "host": "films.example",
        "user-agent": "Matinee",
        "accept": "text/html",
        "accept-language": "en",
        "accept-encoding": "gzip",
    }


def test_no_proxy_of_the_environment_is_used(hosts, monkeypatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://{INSIDE}:{hosts.inside.server_address[1]}")
    hosts.answers("films.example", "/", reply("Here"))
    assert fetch("https://films.example/").body == b"Here"


def test_cookies_are_neither_kept_nor_sent(hosts) -> None:
    hosts.answers(
        "films.example",
        "/",
        reply(status=302, headers={"Set-Cookie": "a=b", "Location": "/next"}),
    )
    hosts.answers("films.example", "/next", reply("Here"))
    fetch("https://films.example/")
    fetch("https://films.example/")
    assert len(hosts.asked) == 4
    assert not any("cookie" in asked.headers for asked in hosts.asked)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://films.example/a",
        "gopher://films.example/",
        "javascript:alert(1)",
        "//films.example/",
        "films.example/watch",
        "",
        "http://",
        "http:///a",
        "http://user@films.example/",
        "http://user:secret@films.example/",
        "http://films.example@inside.example/",
        "http://films.example:22/",
        "http://films.example:443/",
        "https://films.example:80/",
        "https://films.example:8443/",
        "https://films.example:0/",
        "https://films.example:99999/",
        "https://films.example:abc/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://8.8.8.8/",
        "http://１２７.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[fe80::1%25eth0]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[::1",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://ⓛocalhost/",
        "http://printer/",
        "http://printer.local/",
        "http://wiki.internal/",
        "http://nas.home.arpa/",
        "http://a.localhost/",
        "http://films..example/",
        "http://-films.example/",
        "http://films.example\\@inside.example/",
        "http://films.example/\r\nHost: inside.example",
        "http://films.example/\nX: y",
        "http://films.example/\x00",
        "http://films.ex\tample/",
        "http://films.example /",
        " http://films.example/",
        "http://films%2eexample/",
        "http://" + "a." * 130 + "example/",
        "http://" + "a" * 64 + ".example/",
        "http://films.example/" + "a" * 2000,
    ],
)
def test_an_address_of_no_public_site_is_refused_before_anything_is_asked(hosts, url) -> None:
    assert code_of(url) == "outside-address"
    assert hosts.looked_up == []


@pytest.mark.parametrize(
    ("written", "host", "target"),
    [
        ("https://maré.example/", "xn--mar-dma.example", "/"),
        ("https://FILMS.example.", "films.example", "/"),
        ("https://films.example?q=ß", "films.example", "/?q=%C3%9F"),
        ("https://films.example/é/%C3%A9?a=%20b'", "films.example", "/%C3%A9/%C3%A9?a=%20b'"),
        ("https://films.example:443/x", "films.example", "/x"),
        ("http://films.example:80/x#y", "films.example", "/x"),
    ],
)
def test_honest_addresses_are_read(written, host, target) -> None:
    address = read_address(written)
    assert (address.host, address.target) == (host, target)
    assert read_address(address.url) == address


@given(st.text(max_size=60))
def test_whatever_is_read_is_a_plain_name_and_a_printable_target(text) -> None:
    for url in (f"https://{text}", f"http://films.example/{text}", text):
        try:
            address = read_address(url)
        except Refused:
            continue
        assert address.url.isascii()
        assert address.url.isprintable()
        assert " " not in address.url
        assert "." in address.host
        with pytest.raises(ValueError, match="does not appear"):
            ipaddress.ip_address(address.host)


NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::127.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_name_that_leads_inside_is_refused(hosts, address) -> None:
    assert not is_public(ipaddress.ip_address(address))
    # 127.0.0.1 stands for the public internet in the other tests.
    if address != SITE:
        hosts.names["inside.example"] = [address]
        assert code_of("http://inside.example/") == "outside-unknown"


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::8.8.8.8"]
)
def test_public_addresses_pass(address) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses())
def test_only_what_python_calls_global_can_pass(address) -> None:
    if is_public(address) and address not in ipaddress.ip_network("64:ff9b::/96"):
        assert address.is_global
        for word in ("private", "loopback", "link_local", "multicast", "reserved"):
            assert not getattr(address, f"is_{word}")


@pytest.mark.parametrize("addresses", [[SITE, INSIDE], [INSIDE, SITE], [SITE, "fe80::1%eth0"], []])
def test_a_name_is_refused_when_any_of_its_addresses_is_inside(hosts, addresses) -> None:
    hosts.names["films.example"] = addresses
    assert code_of("http://films.example/") == "outside-unknown"
    assert hosts.asked == []


def test_names_that_are_not_and_names_inside_sound_the_same(hosts) -> None:
    hosts.names["inside.example"] = [INSIDE]
    said = []
    for name in ("inside.example", "nothing.example"):
        with pytest.raises(Refused) as refusal:
            fetch(f"http://{name}/")
        said.append((refusal.value.code, str(refusal.value).replace(name, "…")))
    assert said[0] == said[1]


def test_a_name_that_changes_its_address_gains_nothing(hosts, monkeypatch) -> None:
    answers = iter([[SITE], [INSIDE], [INSIDE]])

    def rebinding(host: str, port: int) -> list[tuple[str, int]]:
        return [(a, hosts.ports[port]) for a in next(answers)]

    network = hosts.network()
    monkeypatch.setattr(
        fetching, "INTERNET", Network(rebinding, network.is_public, network.trusted)
    )
    hosts.answers("films.example", "/", reply("Here"))
    hosts.answers("films.example", "/again", sent_on("/"))
    assert fetch("http://films.example/").body == b"Here"
    assert next(answers) == [INSIDE]
    assert code_of("http://films.example/again") == "outside-unknown"


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1/", "outside-address"),
        ("https://[::1]/", "outside-address"),
        ("https://localhost/", "outside-address"),
        ("file:///etc/passwd", "outside-address"),
        ("ftp://films.example/", "outside-address"),
        ("http://films.example/", "outside-address"),
        ("https://films.example:22/", "outside-address"),
        ("https://a:b@films.example/", "outside-address"),
        ("https://inside.example/", "outside-unknown"),
        ("//inside.example/", "outside-unknown"),
        ("https://nothing.example/", "outside-unknown"),
        ("https://[bad", "outside-address"),
        ("/start", "outside-redirects"),
    ],
)
@pytest.mark.parametrize("status", [301, 307])
def test_each_redirect_is_checked_like_the_first_address(hosts, location, code, status) -> None:
    hosts.names["inside.example"] = [INSIDE]
    hosts.answers("films.example", "/start", sent_on(location, status))
    assert code_of("https://films.example/start") == code
    assert len(hosts.asked) == (4 if code == "outside-redirects" else 1)


def test_three_redirects_are_followed(hosts) -> None:
    hosts.answers("films.example", "/1", sent_on("https://other.example/2", 308))
    hosts.answers("other.example", "/2", sent_on("3"))
    hosts.answers("other.example", "/3", sent_on("//films.example/mar%C3%A9"))
    hosts.answers("films.example", "/mar%C3%A9", reply("Here"))
    answer = fetch("http://films.example/1")
    assert (answer.body, answer.final_url) == (b"Here", "https://films.example/mar%C3%A9")
    hosts.answers("films.example", "/0", sent_on("/1"))
    assert code_of("http://films.example/0") == "outside-redirects"


def test_a_redirect_in_utf_8_is_followed(hosts) -> None:
    hosts.answers("films.example", "/", b"HTTP/1.1 302 x\r\nLocation: /mar\xc3\xa9\r\n\r\n")
    hosts.answers("films.example", "/mar%C3%A9", reply("Here"))
    assert fetch("https://films.example/").body == b"Here"


def drip(head: bytes, piece: bytes, every_s: float = 0.02):
    def speak(line: Line) -> None:
        line.say(head)
        while True:
            time.sleep(every_s)
            line.say(piece)

    return speak


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "speak",
    [
        drip(OK + b"\r\n", b"a"),
        drip(OK + b"Content-Length: 90000\r\n\r\n", b"a"),
        drip(CHUNKED, b"1\r\na\r\n"),
        drip(CHUNKED, b"0"),
        drip(OK + b"X: ", b"a"),
        drip(OK, b"a: b\r\n"),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drip(b"", b"H"),
        lambda line: time.sleep(2),
    ],
    ids=["body", "length", "chunks", "chunk size", "header", "headers", "100", "status", "none"],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_site_that_dawdles_is_left_at_the_deadline(hosts, speak, scheme) -> None:
    hosts.answers("films.example", "/", speak)
    began = time.monotonic()
    assert code_of(f"{scheme}://films.example/", Limits(deadline_s=0.25)) == "outside-silent"
    assert time.monotonic() - began < 1.0


def test_a_site_that_never_finishes_its_handshake_is_left(hosts, monkeypatch) -> None:
    with socket.create_server((SITE, 0)) as mute:
        network = hosts.network()
        endpoint = (SITE, mute.getsockname()[1])
        monkeypatch.setattr(
            fetching,
            "INTERNET",
            Network(lambda host, port: [endpoint], network.is_public, network.trusted),
        )
        began = time.monotonic()
        with pytest.raises(MatineeError, match="did not answer within 1 seconds"):
            fetch("https://films.example/", limits=Limits(deadline_s=0.6))
        assert time.monotonic() - began < 1.2


def test_a_look_up_that_hangs_is_left(monkeypatch) -> None:
    def hang(host: str, port: int) -> list[tuple[str, int]]:
        time.sleep(1)
        return []

    monkeypatch.setattr(fetching, "INTERNET", Network(resolve=hang))
    began = time.monotonic()
    assert code_of("https://films.example/", Limits(deadline_s=0.2)) == "outside-silent"
    assert time.monotonic() - began < 0.8


def test_redirects_share_one_deadline(hosts) -> None:
    def slowly(line: Line) -> None:
        time.sleep(0.25)
        line.say(sent_on("/"))

    hosts.answers("films.example", "/", slowly)
    began = time.monotonic()
    assert code_of("http://films.example/", Limits(deadline_s=0.6)) == "outside-silent"
    assert time.monotonic() - began < 1.0


def endless(head: bytes, piece: bytes):
    def speak(line: Line) -> None:
        line.say(head)
        while True:
            line.say(piece)

    return speak


BOMB = gzip.compress(bytes(60_000_000))


@pytest.mark.parametrize(
    ("speak", "code"),
    [
        (endless(OK + b"\r\n", b"a" * 9000), "outside-size"),
        (endless(CHUNKED, b"2328\r\n" + b"a" * 9000 + b"\r\n"), "outside-size"),
        (endless(OK + b"X: ", b"a" * 9000), "outside-unusable"),
        (endless(OK, b"X: " + b"a" * 9000 + b"\r\n"), "outside-unusable"),
        (reply(bytes(100_001)), "outside-size"),
        (reply(BOMB, headers={"Content-Encoding": "gzip"}), "outside-size"),
        (reply(BOMB, headers={"Content-Encoding": "gzip, gzip"}), "outside-unusable"),
        (reply(BOMB, headers={"Content-Encoding": "br"}), "outside-unusable"),
        (reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "outside-unusable"),
        (reply("", headers={f"X-{n}": "a" * 900 for n in range(60)}), "outside-unusable"),
        (reply("", headers={f"X-{n}": "a" for n in range(200)}), "outside-unusable"),
        (OK + b"Content-Length: 500\r\n\r\nshort", "outside-unusable"),
        (b"SSH-2.0-OpenSSH_9.7\r\n", "outside-unusable"),
        (b"\x00" * 300, "outside-unusable"),
        (b"", "outside-silent"),
    ],
)
def test_too_much_and_nonsense_are_left(hosts, speak, code) -> None:
    hosts.answers("films.example", "/", speak)
    assert code_of("http://films.example/", Limits(deadline_s=5, size_bytes=100_000)) == code


def test_a_bomb_is_never_unpacked(hosts) -> None:
    import tracemalloc

    hosts.answers("films.example", "/", reply(BOMB, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    try:
        assert code_of("http://films.example/") == "outside-size"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_an_honest_packed_page_is_unpacked(hosts) -> None:
    packed = gzip.compress(b"x" * 50_000)
    hosts.answers("films.example", "/", reply(packed, headers={"Content-Encoding": "gzip"}))
    assert fetch("http://films.example/").body == b"x" * 50_000


def test_the_beginning_is_enough_where_it_was_asked_for(hosts) -> None:
    hosts.answers("films.example", "/", endless(OK + b"\r\n", b"ab" * 5000))
    answer = fetch("http://films.example/", limits=Limits(size_bytes=1001, beginning_only=True))
    assert answer.body == b"ab" * 500 + b"a"
    assert hosts.asked[0].headers["range"] == "bytes=0-1000"


def test_a_certificate_of_another_name_is_refused(hosts) -> None:
    hosts.names["wrong.example"] = [SITE]
    assert code_of("https://wrong.example/") == "outside-insecure"
    assert hosts.asked == []


def test_a_certificate_of_nobody_is_refused(hosts, monkeypatch) -> None:
    network = hosts.network()
    strict = Network(network.resolve, network.is_public, INTERNET.trusted)
    monkeypatch.setattr(fetching, "INTERNET", strict)
    assert code_of("https://films.example/") == "outside-insecure"


def test_the_next_address_is_tried(hosts, monkeypatch) -> None:
    with socket.create_server((SITE, 0)) as closed:
        nobody = (SITE, closed.getsockname()[1])
    network = hosts.network()
    endpoints = [nobody, (SITE, hosts.ports[80])]
    monkeypatch.setattr(
        fetching,
        "INTERNET",
        Network(lambda host, port: endpoints, network.is_public, network.trusted),
    )
    hosts.answers("films.example", "/", reply("Here"))
    assert fetch("http://films.example/").body == b"Here"
    endpoints.pop()
    with pytest.raises(MatineeError, match=r"films\.example does not answer"):
        fetch("http://films.example/")


def test_nothing_but_tests_can_lay_another_network() -> None:
    """The hole for tests is no parameter, no setting, no variable of the environment."""
    import inspect

    assert list(inspect.signature(fetch).parameters) == ["url", "accept", "limits"]
    assert Network() == INTERNET
    assert INTERNET.is_public is is_public
