"""Lays a network of this machine's own under everything that asks other sites."""

from collections.abc import Iterator

import pytest

from tests.catalogue.outside.hosts import Certificates, Hosts


@pytest.fixture(scope="session")
def played_hosts(tmp_path_factory) -> Iterator[Hosts]:
    made = Hosts(Certificates(tmp_path_factory.mktemp("certificates")))
    yield made
    made.close()


@pytest.fixture
def hosts(played_hosts, monkeypatch) -> Iterator[Hosts]:
    from matinee.catalogue.outside import fetch

    played_hosts.forget()
    monkeypatch.setattr(fetch, "INTERNET", played_hosts.network())
    yield played_hosts
    assert played_hosts.hits_inside == [], "a machine inside was reached"


@pytest.fixture(autouse=True)
def _never_outside(monkeypatch) -> None:
    """Fail a test that would look up a name or ask a machine beyond the loopback."""
    import socket

    real = socket.create_connection

    def only_loopback(endpoint, *more, **options):
        assert endpoint[0].startswith("127."), f"a test asked {endpoint}"
        return real(endpoint, *more, **options)

    def no_look_up(host, *more, **options):
        assert host in ("127.0.0.1", "127.0.0.2", "localhost"), f"a test looked up {host}"
        return real_look_up(host, *more, **options)

    real_look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "create_connection", only_loopback)
    monkeypatch.setattr(socket, "getaddrinfo", no_look_up)
