"""What visitors write goes past the baked files and the middleware, and past nothing else."""

import asyncio

import pytest

from matinee.project.short_path import ShortHandler, ShortPath


def ask(app, path, method="GET", host=b"127.0.0.1"):
    said = []

    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return messages.pop() if messages else await asyncio.Event().wait()

    async def send(message):
        said.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", host), (b"cookie", b"sessionid=stolen")],
    }
    asyncio.run(app(scope, receive, send))
    return said


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("/conversation/post/", True),
        ("/conversation/", True),
        ("/conversation/feed.xml", False),
        ("/conversation", False),
        ("/films/low-water/conversation/", False),
        ("/conversations/", False),
        ("/", False),
    ],
)
def test_the_endpoint_alone_takes_the_short_path(path, short):
    taken = []

    def way(name):
        async def app(scope, receive, send):
            taken.append(name)

        return app

    ask(ShortPath(way(True), way(False)), path)
    assert taken == [short]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/conversation/ticket/", b"127.0.0.1", 200),
        ("/conversation/ticket/", b"evil.example", 400),
        ("/conversation/nothing/", b"127.0.0.1", 404),
    ],
)
def test_it_answers_without_a_cookie(path, host, status):
    start, body = ask(ShortHandler(), path, host=host)[:2]
    assert start["status"] == status
    assert b"set-cookie" not in {name.lower() for name, _ in start["headers"]}
    assert body["body"]
