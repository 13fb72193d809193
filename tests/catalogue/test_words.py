"""Rich text reaches the public as the few elements it may hold, whoever wrote it."""

import pytest

from matinee.catalogue.models import FilmIndexPage
from matinee.catalogue.words import public_html
from tests.catalogue.made_films import make_film


@pytest.mark.parametrize(
    ("stored", "public"),
    [
        ('<p data-block-key="a1b2c">A <b>b</b></p>', "<p>A <b>b</b></p>"),
        ("<p>A<script>alert(1)</script></p>", "<p>A</p>"),
        ("<p onclick='x()'>A</p>", "<p>A</p>"),
        ('<a href="javascript:alert(1)">A</a>', "<a>A</a>"),
        ('<a href=" java\tscript:alert(1)">A</a>', "<a>A</a>"),
        ('<p><img src=x onerror="x()">A</p>', "<p>A</p>"),
        ("<svg><a href='https://a.example'>A</a></svg>B", "B"),
        ("<p>A<style>*{display:none}</style><iframe src='//x'></iframe></p>", "<p>A</p>"),
        ('<p><a href="https://a.example/?b=1&amp;c=2">A</a></p>',) * 2,
        ("<p>2 &lt; 3 &amp; 4</p>",) * 2,
        ("<b", "&lt;b"),
    ],
)
def test_only_words_remain(stored: str, public: str) -> None:
    assert public_html([stored]) == [public]


def test_links_to_pages_have_no_host_and_die_with_the_page(home, django_assert_num_queries) -> None:
    film, draft = make_film(), make_film("Slack Tide", draft=True)
    index = FilmIndexPage.objects.get()
    texts = [f'<p><a linktype="page" id="{pk}">A</a></p>' for pk in (film.pk, index.pk, draft.pk)]
    with django_assert_num_queries(2):
        assert public_html(texts) == [
            '<p><a href="/films/low-water/">A</a></p>',
            '<p><a href="/films/">A</a></p>',
            "<p><a>A</a></p>",
        ]
