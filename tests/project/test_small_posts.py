"""Strangers send letters; only editors send films."""

import http.client
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from matinee.project.small_posts import MAX_POST_BYTES, SmallPosts
from tests.project.serving import Served, serve

BIG = b"x" * (MAX_POST_BYTES + 1)


async def weigh(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    routes = [Route(path, weigh, methods=["GET", "POST"]) for path in ("/form/", "/studio/x/")]
    with serve(SmallPosts(Starlette(routes=routes), studio="/studio/")) as served:
        yield served


def post(served: Served, path: str, body, **headers: str) -> tuple[int, bytes]:
    """Post bytes, or chunks of which nobody says how many come."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("size", [0, 1, MAX_POST_BYTES])
def test_a_letter_arrives_whole(served: Served, size: int) -> None:
    assert post(served, "/form/", b"x" * size) == (200, str(size).encode())


@pytest.mark.parametrize("body", [BIG, [BIG[:-1], b"xx"]], ids=["counted", "in chunks"])
@pytest.mark.parametrize("path", ["/form/", "/studio/x/"])
def test_a_film_is_not_taken_from_a_stranger(served: Served, path: str, body) -> None:
    assert post(served, path, iter(body) if isinstance(body, list) else body)[0] == 413


def test_an_editor_may_send_one(served: Served) -> None:
    assert post(served, "/studio/x/", BIG, cookie="sessionid=abc") == (200, str(len(BIG)).encode())


def test_reading_needs_no_body(served: Served) -> None:
    assert served.ask("/form/").body == b"0"
