"""What readers see of a conversation: threads, what is gone, pages, feeds, moments."""

import json
from datetime import timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from django.utils import timezone

from matinee.catalogue.gather.film import film_pages
from matinee.catalogue.rendering import render_page
from matinee.discussion.addresses import comment_address
from matinee.discussion.deciding import By, decide
from matinee.discussion.gather.feed import film_comment_feeds, site_comment_feed
from matinee.discussion.gather.leaves import closed_leaves, leaves_with, newest_numbers
from matinee.discussion.gather.moments import film_moments
from matinee.discussion.gather.pages import leaf_pages, newest_pages, thread_pages
from matinee.discussion.gather.rows import changes_label, more_label
from matinee.discussion.models import Comment, Conversation, ConversationRules
from matinee.publishing.comment_feeds import comment_feed, moments_file
from tests.discussion.said import say
from tests.publishing.seen_site import BASE, with_address

ANN = By("ann")
ATOM = "{http://www.w3.org/2005/Atom}"
ANSWERS = "{http://purl.org/syndication/thread/1.0}in-reply-to"


@pytest.fixture(autouse=True)
def _open(db):
    ConversationRules.objects.update_or_create(pk=1, defaults={"opening": "open"})


def below(film):
    return film_pages([film.pk])[film.pk].conversation


def tree(markup):
    return BeautifulSoup(str(markup), "html.parser")


def outline(items):
    """Return comments with those below them: by id, or by the sentence in their place."""
    found = []
    for item in items:
        article = item.find("article", recursive=False)
        gone = article.find("p", "gone", recursive=False)
        name = gone.text if gone else int(article["data-comment"])
        replies = item.find("ol", "replies", recursive=False)
        under = outline(replies.find_all("li", recursive=False)) if replies else []
        found.append((name, under) if under else name)
    return found


def threads(markup):
    return outline(tree(markup).select("ol[class=threads] > li"))


def hrefs(page, which):
    return [each["href"] for each in page.select(which)]


def test_replies_stand_below_what_they_answer(film):
    one, two = say(film), say(film)
    first = say(film, to=one)
    second = say(film, to=one)
    inner = say(film, to=first)
    assert threads(below(film).html) == [
        (one.pk, [(first.pk, [inner.pk]), second.pk]),
        two.pk,
    ]


def test_past_three_levels_replies_follow_and_name_whom_they_answer(film):
    chain = [say(film, name="Level 0")]
    for level in range(1, 6):
        chain.append(say(film, to=chain[-1], name=f"Level {level}"))
    page = below(film).html
    pks = [each.pk for each in chain]
    assert threads(page) == [(pks[0], [(pks[1], [(pks[2], [pks[3], pks[4], pks[5]])])])]
    seen = tree(page).select(".answers a")
    assert [(each.text, each["href"]) for each in seen] == [
        ("Level 3", f"#c-{pks[3]}"),
        ("Level 4", f"#c-{pks[4]}"),
    ]
    assert [each.text for each in tree(page).select("header .unseen")] == [
        f"in reply to Level {level}" for level in range(3)
    ]


def test_what_is_gone_leaves_a_sentence_where_something_hangs_on_it(film):
    one, two, three, spam = (say(film, f"Text {at}", name=f"Author {at}") for at in range(4))
    reply = say(film, to=two)
    inner = say(film, to=reply)
    lone = say(film, to=one)
    decide([two.pk, reply.pk, lone.pk], "removed", ANN)
    decide([three.pk], "withdrawn", ANN)
    decide([spam.pk], "spam", ANN)
    page = below(film).html
    removed = "This comment was removed."
    assert threads(page) == [
        one.pk,
        (removed, [(removed, [inner.pk])]),
        "This comment was withdrawn by its author.",
    ]
    assert [each["value"] for each in tree(page).select(".threads > li")] == ["1", "2", "3"]
    assert "in reply to a comment that was removed" in page
    for at in (1, 2, 3):
        assert f"Author {at}" not in page
        assert f"Text {at}" not in page


def test_a_comment_says_who_when_and_of_which_moment(film):
    say(
        film,
        name="Zoë <i>",
        link="https://zoe.example/",
        badge="maker",
        at_s=754,
        changed_at=timezone.now(),
        at=timezone.now().replace(year=2024, month=6, day=2, hour=12),
    )
    page = tree(below(film).html)
    who = page.select_one(".who")
    assert who.text == "Zoë <i>"
    assert who.find("a")["rel"] == ["nofollow", "ugc", "noopener"]
    assert page.select_one(".badge").text == "Maker"
    assert page.select_one("a.when > time").text == "2 June 2024"
    assert hrefs(page, "a.moment") == ["#t=754"]
    assert "changed" in page.select_one(".comment").text
    for name in ("reply", "report"):
        assert page.select_one(f"a.{name}")["rel"] == ["nofollow"]


def test_permalinks_lead_to_the_page_where_it_stands_for_good(film):
    roots = [say(film) for _ in range(14)]
    replies = [say(film, to=roots[0]) for _ in range(60)]
    there = {
        address: render_page(page)
        for pages in (leaf_pages([(film.pk, 1), (film.pk, 2)]), thread_pages(parts(film)))
        for each in pages.values()
        for page in (each if isinstance(each, tuple) else (each,))
        for address in [page.address]
    }
    for comment in (*roots, *replies):
        address = comment_address(
            film.address, comment.pk, comment.number or roots[0].number, comment.place
        )
        page, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in there[page]
        assert f'href="{address}"' in there[page]


def parts(film):
    return [(film.pk, 1, part) for part in (1, 2, 3)]


def test_long_threads_have_pages_of_their_own(film):
    root = say(film, name="Wanda")
    replies = [say(film, to=root) for _ in range(60)]
    say(film, to=replies[0], name="Late")
    pages = thread_pages(parts(film))
    assert list(pages) == parts(film)[:2]
    first, second = (tree(render_page(page)) for page in pages.values())
    assert len(first.select(".comment")) == 51
    assert len(second.select(".comment")) == 11
    leaf = f"{film.address}conversation/"
    assert set(hrefs(second, ".answers a")) == {f"{leaf}#c-{root.pk}", f"{leaf}#c-{replies[0].pk}"}
    assert [page.label for page in pages.values()] == ["Thread 1", "Thread 1, replies 51 to 61"]
    assert hrefs(first, ".turns a") == [f"{leaf}thread-1/page-2/"]
    assert hrefs(second, ".turns a") == [f"{leaf}thread-1/"]
    more = tree(below(film).html).select(".more a")
    assert [(each.text, each["href"]) for each in more] == [
        ("Over 50 more replies", f"{leaf}thread-1/")
    ]


@pytest.mark.parametrize(
    ("further", "last_place", "label"),
    [
        (0, 6, ""),
        (0, 9, ""),
        (1, 7, "1 more reply"),
        (34, 41, "34 more replies"),
        (50, 56, "50 more replies"),
        (50, 57, "Over 50 more replies"),
        (0, 1200, "Over 1,000 more replies"),
    ],
)
def test_how_many_more_replies(further, last_place, label):
    assert more_label(further, last_place) == label


def test_the_label_changes_only_with_the_places_told():
    told = [more_label(min(place - 6, 50), place) for place in range(6, 1300)]
    for at, (before, after) in enumerate(pairwise(told), 7):
        assert changes_label(at) >= (before != after)
    assert sum(changes_label(place) for place in range(1300)) < 60


def test_the_newest_page_and_the_closed_leaves_are_all_threads():
    for last in range(1, 100):
        closed = closed_leaves(last)
        newest = newest_numbers(last)
        assert newest[0] == closed * 12 + 1
        assert newest[-1] == last
        assert len(newest) in (range(12, 24) if last >= 12 else range(1, 12))
        assert all(leaf >= 1 for leaf in leaves_with(last))


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_every_thread_is_reached_by_reading_on(film, order):
    for _ in range(31):
        say(film)
    Conversation.objects.update(order=order)
    pages = {
        page.address: render_page(page)
        for pages in leaf_pages([(film.pk, leaf) for leaf in range(1, 5)]).values()
        for page in pages
    }
    newest = newest_pages([film.pk])[film.pk]
    pages[newest.address] = render_page(newest)
    here, numbers = below(film).html, []
    while here:
        page = tree(here)
        numbers += [int(each["value"]) for each in page.select(".threads > li")]
        onward = hrefs(page, ".turns a[rel=next]")
        here = pages[onward[0].partition("#")[0]] if onward else ""
    # From the film's page the newest one begins again, where the link leads past that.
    assert list(dict.fromkeys(numbers)) == (
        list(range(1, 32)) if order == "oldest" else list(range(31, 0, -1))
    )


def test_pinned_threads_stand_first_and_once(film):
    comments = [say(film) for _ in range(3)]
    Comment.objects.filter(pk=comments[1].pk).update(pinned=True)
    page = below(film).html
    assert outline(tree(page).select(".pinned > li")) == [comments[1].pk]
    assert threads(page) == [comments[0].pk, comments[2].pk]
    assert str(page).count(f'id="c-{comments[1].pk}"') == 1


def test_before_anything_is_said(film):
    page = below(film)
    assert "Nobody has said anything yet." in page.html
    assert 'id="write"' in page.html
    assert page.feed is None
    assert leaf_pages([(film.pk, 1)]) == {}


@pytest.mark.parametrize("said", [False, True])
def test_a_closed_conversation_says_so_where_something_was_said(film, said):
    if said:
        say(film)
    Conversation.objects.update_or_create(film=film, defaults={"opening": "closed"})
    page = below(film)
    if not said:
        assert page is None
        return
    assert "Comments are closed." in page.html
    assert 'id="write"' not in page.html
    assert not tree(page.html).select("a.reply")


def test_without_a_conversation_nothing_of_it_is_shown(film):
    say(film, "Old words")
    Conversation.objects.update(opening="none")
    page = film_pages([film.pk])[film.pk]
    assert page.conversation is None
    assert "Old words" not in render_page(page)
    assert leaf_pages([(film.pk, 1)]) == newest_pages([film.pk]) == {}


def test_an_end_is_told_while_it_is_to_come(film):
    Conversation.objects.create(film=film, closes_after_days=9)
    film.first_published_at = timezone.now()
    film.save()
    last = timezone.localdate(film.first_published_at) + timedelta(days=9)
    assert f"Comments close on {last.day} {last:%B %Y}." in below(film).html


def test_the_page_tells_machines_of_its_comments(film, settings):
    with_address(settings)
    say(film, "Stay to the *end*.", name="Olwen")
    gone = say(film)
    decide([gone.pk], "removed", ANN)
    page = tree(render_page(film_pages([film.pk])[film.pk]))
    graph = json.loads(page.select_one("[type='application/ld+json']").string)["@graph"]
    work = graph[0]
    assert work["commentCount"] == 1
    assert [(each["author"]["name"], each["text"]) for each in work["comment"]] == [
        ("Olwen", "Stay to the end.")
    ]
    feeds = hrefs(page, "link[type='application/atom+xml']")
    assert f"{film.address}conversation/feed.xml" in feeds
    assert "/conversation/feed.xml" in feeds


def test_pages_read_backwards_name_the_leaf_for_search_engines(film, settings):
    with_address(settings)
    for _ in range(24):
        say(film)
    forwards, backwards = leaf_pages([(film.pk, 1)])[film.pk, 1]
    for page in (forwards, backwards):
        found = hrefs(tree(render_page(page)), "link[rel=canonical]")
        assert found == [f"{BASE}{forwards.address}"]
    assert backwards.address.endswith("/newest/page-1/")


def test_feeds_have_the_newest_and_what_they_answer(film, settings):
    from tests.catalogue.made_films import make_film

    with_address(settings)
    first = say(film, "See [Ines](/people/ines-calder/) at 3:05.", name="Jo")
    reply = say(film, to=first, name="\x0bAda")
    hidden = make_film("Hidden", credits_text="")
    say(hidden)
    hidden.unpublish()
    (file,) = comment_feed(film_comment_feeds([film.pk])[film.pk])
    (whole,) = comment_feed(site_comment_feed())
    assert (file.address, whole.address) == (
        f"{film.address}conversation/feed.xml",
        "/conversation/feed.xml",
    )
    for each in (file, whole):
        entries = fromstring(each.content).findall(f"{ATOM}entry")
        assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
            "Ada on “Low Water”",
            "Jo on “Low Water”",
        ]
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        answers = [entry.find(ANSWERS).attrib for entry in entries]
        assert answers[0]["ref"] == ids[1]
        assert answers[0]["href"] == f"{BASE}{film.address}conversation/#c-{first.pk}"
        assert answers[1]["ref"] == f"urn:uuid:{film.translation_key}"
        words = entries[1].findtext(f"{ATOM}content")
        assert f'href="{BASE}/people/ines-calder/"' in words
        assert f'href="{BASE}{film.address}#t=185"' in words
    assert reply.pk


def test_without_an_address_there_is_no_feed(film):
    say(film)
    assert list(comment_feed(site_comment_feed())) == []
    assert below(film).feed is None


def test_moments_in_the_order_of_the_film(film):
    late = say(film, "The bell & <the> *gulls*. " + "And again. " * 60, at_s=75)
    early = say(film, to=late, text="Here", at_s=5)
    decide([say(film, at_s=9).pk], "removed", ANN)
    address, notes = film_moments([film.pk])[film.pk]
    told = json.loads(moments_file(address, notes).content)["moments"]
    assert [(each["at_s"], each["id"]) for each in told] == [(5, early.pk), (75, late.pk)]
    assert told[1]["words"].startswith("The bell & <the> gulls. And again.")
    assert len(told[1]["words"]) <= 91
    assert told[0]["href"] == f"{film.address}conversation/#c-{early.pk}"
    assert f'data-moments="{film.address}conversation/moments.json"' in below(film).html


def test_what_an_older_markup_made_is_made_anew_at_once(film, django_assert_max_num_queries):
    for at in range(8):
        say(film, f"*Made* {at}")
    with django_assert_max_num_queries(12) as asked:
        leaf_pages([(film.pk, 1)])
    Comment.objects.update(html="old", markup_version=0)
    with django_assert_max_num_queries(len(asked) + 1):
        (page,) = leaf_pages([(film.pk, 1)])[film.pk, 1]
    assert "<em>Made</em> 7" in render_page(page)
