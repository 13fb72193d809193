"""Links are looked after: what vanished is told, what is only silent is not."""

import datetime as dt
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from wagtail.models import GroupPagePermission

from matinee.catalogue.models import FilmIndexPage, FilmPage
from matinee.catalogue.models.elsewhere import ElsewhereFilm
from matinee.catalogue.outside import checking
from matinee.catalogue.outside.checking import Manners, check_links, check_oldest, links_in_use
from matinee.catalogue.outside.elsewhere import ask, check, player_for
from matinee.catalogue.outside.preview import preview_of
from matinee.media.errors import MatineeError
from tests.catalogue.made_films import make_film
from tests.catalogue.outside.hosts import INSIDE, reply

URL = "https://vimeo.com/76979871"
ASKED = f"/api/oembed.json?dnt=1&url={quote(URL, safe='')}"
TOLD = {"title": "Ebb", "author_name": "Lena Oyelaran", "duration": 1503, "width": 640}
pytestmark = pytest.mark.django_db


@pytest.fixture
def on_day(monkeypatch):
    """Return a setter of today's date."""

    @contextmanager
    def set_day(number: int, hour: int = 12):
        moment = dt.datetime(2026, 3, number, hour, tzinfo=dt.UTC)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: moment)
            yield moment

    return set_day


def test_asking_keeps_what_the_host_says(hosts) -> None:
    hosts.answers("vimeo.com", ASKED, reply(TOLD))
    film = ask(URL)
    kept = ElsewhereFilm.objects.get(url=URL)
    assert (kept.title, kept.author, kept.duration_s) == ("Ebb", "Lena Oyelaran", 1503)
    assert (kept.player_kind, kept.provider) == ("frame", "Vimeo")
    assert kept.asked_at == kept.checked_at == film.asked_at
    player = player_for(URL, kept)
    assert (player.src, player.host) == (
        "https://player.vimeo.com/video/76979871?dnt=1",
        "player.vimeo.com",
    )
    hosts.answers("vimeo.com", ASKED, reply({"title": "Flow"}))
    ask(URL)
    kept.refresh_from_db()
    assert (kept.title, kept.author, kept.duration_s) == ("Flow", "", None)


def test_a_film_never_asked_about_plays_by_its_address() -> None:
    assert player_for(URL, None).provider == "Vimeo"
    assert player_for("https://films.example/x", None) is None


def test_a_refused_question_keeps_nothing(hosts) -> None:
    with pytest.raises(MatineeError):
        ask(URL)
    assert not ElsewhereFilm.objects.exists()


def test_a_vanished_film_is_told_at_once_and_found_again(hosts, on_day) -> None:
    hosts.answers("vimeo.com", ASKED, reply(TOLD))
    check(URL)
    hosts.answers("vimeo.com", ASKED, reply("No", 404))
    with on_day(3) as third:
        film = check(URL)
    assert (film.gone_since, film.trouble) == (third, "The film is no longer on vimeo.com.")
    with on_day(5):
        assert check(URL).gone_since == third
    hosts.answers("vimeo.com", ASKED, reply("No", 403))
    assert "private" in check(URL).trouble
    kept = ElsewhereFilm.objects.get()
    assert (kept.title, kept.gone_since) == ("Ebb", third)
    hosts.answers("vimeo.com", ASKED, reply(TOLD))
    check(URL)
    kept.refresh_from_db()
    assert (kept.gone_since, kept.trouble) == (None, "")


def test_silence_is_told_after_three_days(hosts, on_day) -> None:
    hosts.answers("vimeo.com", ASKED, reply(TOLD))
    check(URL)
    hosts.answers("vimeo.com", ASKED, reply("Later", 503))
    for day, hour, trouble in [
        (3, 6, ""),
        (3, 12, ""),
        (3, 18, ""),
        (4, 6, ""),
        (6, 6, "vimeo.com has not answered since 3 March 2026."),
        (7, 6, "vimeo.com has not answered since 3 March 2026."),
    ]:
        with on_day(day, hour):
            assert check(URL).trouble == trouble
    kept = ElsewhereFilm.objects.get()
    assert (kept.silent_checks, kept.gone_since, kept.title) == (4, None, "Ebb")
    hosts.answers("vimeo.com", ASKED, reply(TOLD))
    check(URL)
    kept.refresh_from_db()
    assert (kept.silent_checks, kept.silent_since, kept.trouble) == (0, None, "")


def test_a_link_without_a_player_is_in_order(hosts) -> None:
    hosts.answers("films.example", "/x", reply("<p>A film</p>"))
    film = check("https://films.example/x")
    assert film.trouble == ""
    assert film.checked_at


def test_a_link_inside_is_never_followed(hosts) -> None:
    hosts.names["inside.example"] = [INSIDE]
    assert check("http://inside.example/x").silent_checks == 1
    assert "name a public site" in check("http://192.168.1.1/x").trouble


def test_only_a_visible_change_is_announced(hosts, on_day) -> None:
    from django.db.models.signals import post_save

    heard = []

    def hear(**news) -> None:
        heard.append(news)

    hosts.answers("vimeo.com", ASKED, reply(TOLD))
    check(URL)
    post_save.connect(hear, sender=ElsewhereFilm)
    try:
        with on_day(4) as moment:
            check(URL)
        assert ElsewhereFilm.objects.get().checked_at == moment
        assert heard == []
        hosts.answers("vimeo.com", ASKED, reply("No", 404))
        check(URL)
        assert len(heard) == 1
    finally:
        post_save.disconnect(hear, sender=ElsewhereFilm)


def shown_at(film: FilmPage, url: str) -> None:
    FilmPage.objects.filter(pk=film.pk).update(shown="elsewhere", elsewhere_url=url)


@pytest.fixture
def links(home, hosts, monkeypatch) -> dict[str, str]:
    """Three published films and a draft, four addresses in use, and no pauses."""
    monkeypatch.setattr(checking, "PAUSE_S", 0.0)
    gone, page = "https://films.example/gone.mp4", "https://films.example/x"
    shown_at(make_film("Ebb"), URL)
    shown_at(make_film("Flow"), gone)
    made = make_film("Slack")
    made.body = [
        ("text", "<p>“embed”</p>"),
        ("embed", {"url": page, "title": "A part", "caption": "", "picture": None}),
        ("embed", {"url": gone, "title": "Again", "caption": "", "picture": None}),
    ]
    made.save_revision().publish()
    shown_at(make_film("Draft", draft=True), "https://other.example/")
    hosts.answers("vimeo.com", ASKED, reply(TOLD))
    hosts.answers("films.example", "/x", reply("<p>A film</p>"))
    return {"gone": gone, "page": page}


def test_every_published_address_is_found_once(links) -> None:
    assert links_in_use() == {
        URL: ("Ebb",),
        links["gone"]: ("Flow", "Slack"),
        links["page"]: ("Slack",),
    }


def test_all_links_are_checked_oldest_first_and_taken_up_again(links, hosts) -> None:
    heard = []
    assert check_links(heard.append) == 1
    assert {event.url: event.state for event in heard} == {
        URL: "here",
        links["gone"]: "gone",
        links["page"]: "here",
    }
    assert [event.number for event in heard] == [1, 2, 3]
    asked = len(hosts.asked)
    again = []
    assert check_links(again.append) == 1
    assert [event.asked for event in again] == [False, False, False]
    assert {e.url: e.trouble for e in again} == {e.url: e.trouble for e in heard}
    assert len(hosts.asked) == asked
    old = timezone.now() - dt.timedelta(days=3)
    ElsewhereFilm.objects.filter(url=links["page"]).update(checked_at=old)
    third = []
    check_links(third.append)
    assert (third[0].url, third[0].asked) == (links["page"], True)
    assert len(hosts.asked) == asked + 1
    check_links(heard.append, everything=True)
    assert len(hosts.asked) == 2 * asked + 1


def test_an_interrupted_check_keeps_what_it_has(links) -> None:
    def stop(event) -> None:
        if event.number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_links(stop)
    heard = []
    check_links(heard.append)
    assert sorted(event.asked for event in heard) == [False, False, True]


def test_the_oldest_is_checked_one_at_a_time(links) -> None:
    seen = [check_oldest() for _ in range(4)]
    assert {film.url for film in seen[:3]} == set(links_in_use())
    assert seen[3] is None


def test_no_host_is_asked_twice_within_a_second() -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        now[0] += seconds

    manners = Manners(clock=lambda: now[0], sleep=sleep)
    for url, after_s in [
        ("https://vimeo.com/1", 0.0),
        ("https://films.example/1", 0.1),
        ("https://www.vimeo.com/2", 0.1),
        ("https://vimeo.com/3", 0.4),
        ("https://films.example/2", 5.0),
    ]:
        now[0] += after_s
        manners.wait(url)
    assert slept == [0.8, 0.6]


def test_the_pauses_are_kept_between_all_requests_of_a_check(hosts, monkeypatch) -> None:
    waited = []
    hosts.answers(
        "films.example", "/x", reply('<link type="application/json+oembed" href="/oembed">')
    )
    hosts.answers("films.example", "/oembed", reply(TOLD))
    check("https://films.example/x", waited.append)
    assert waited == ["https://films.example/x", "https://films.example/oembed"]


def jpeg(width: int, height: int) -> bytes:
    import io

    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "JPEG")
    return made.getvalue()


def test_a_preview_is_drawn_anew(hosts) -> None:
    import base64
    import io

    from PIL import Image

    hosts.answers("i.vimeocdn.com", "/p.jpg", reply(jpeg(1280, 720), kind="image/jpeg"))
    start, _, data = preview_of("https://i.vimeocdn.com/p.jpg").partition(",")
    assert start == "data:image/jpeg;base64"
    with Image.open(io.BytesIO(base64.b64decode(data))) as picture:
        assert picture.size == (320, 180)


@pytest.mark.parametrize(
    "body", [b"", b"<svg/>", b"GIF89a", jpeg(9, 9)[:60], jpeg(5000, 5000), b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_usable_picture_is_left_out(hosts, body) -> None:
    hosts.answers("i.vimeocdn.com", "/p.jpg", reply(body, kind="image/jpeg"))
    assert preview_of("https://i.vimeocdn.com/p.jpg") == ""


@pytest.fixture
def editor(home, client):
    """Log someone in who may edit films and nothing else."""
    user = User.objects.create_user("ines", password="long and secret")
    group = Group.objects.get_or_create(name="Film writers")[0]
    group.permissions.add(admin_access())
    GroupPagePermission.objects.create(
        group=group, page=FilmIndexPage.objects.get(), permission_type="change"
    )
    user.groups.add(group)
    client.force_login(user)
    return client


def admin_access():
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename="access_admin")


ENDPOINT = "/studio/films/elsewhere/"


def test_the_studio_answers_with_the_facts(editor, hosts) -> None:
    told = TOLD | {"thumbnail_url": "https://i.vimeocdn.com/p.jpg"}
    hosts.answers("vimeo.com", ASKED, reply(told))
    hosts.answers("i.vimeocdn.com", "/p.jpg", reply(jpeg(64, 36), kind="image/jpeg"))
    answer = editor.post(ENDPOINT, {"url": f" {URL} "})
    facts = answer.json()["facts"]
    assert answer.status_code == 200
    assert facts.pop("picture").startswith("data:image/jpeg;base64,")
    assert facts == {
        "title": "Ebb",
        "author": "Lena Oyelaran",
        "provider": "Vimeo",
        "duration_s": 1503,
        "player": "frame",
        "host": "player.vimeo.com",
    }
    assert ElsewhereFilm.objects.get().url == URL


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("", 400, "Give the address"),
        ("http://169.254.169.254/latest/meta-data/", 400, "name a public site"),
        ("https://vimeo.com/1", 400, "no longer on vimeo.com"),
        ("https://inside.example/", 400, "no public site named inside.example"),
    ],
)
def test_the_studio_answers_with_a_sentence(editor, hosts, url, status, words) -> None:
    hosts.names["inside.example"] = [INSIDE]
    answer = editor.post(ENDPOINT, {"url": url})
    assert answer.status_code == status
    assert words in answer.json()["error"]


def test_only_editors_may_ask(home, client, hosts) -> None:
    assert client.post(ENDPOINT, {"url": URL}).status_code in (302, 403)
    user = User.objects.create_user("reader", password="long and secret")
    user.user_permissions.add(admin_access())
    client.force_login(user)
    answer = client.post(ENDPOINT, {"url": URL})
    assert answer.status_code in (302, 403)
    assert hosts.asked == []


def test_asking_needs_the_studios_token(editor, hosts) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(ENDPOINT, {"url": URL}).status_code == 403
    assert editor.get(ENDPOINT).status_code == 405
    assert hosts.asked == []
