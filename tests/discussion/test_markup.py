"""What somebody types becomes HTML that says what they meant."""

import pytest

from matinee.discussion.links import good_link
from matinee.discussion.markup import links_in, to_html
from matinee.discussion.typed import clean_line

REL = 'rel="nofollow ugc noopener"'


def link(href: str, words: str) -> str:
    return f'<a href="{href}" {REL}>{words}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Stay *to* the **end**.", "<p>Stay <em>to</em> the <strong>end</strong>.</p>"),
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("> said\n\nso", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>so</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("2024. What a year", '<ol start="2024">\n<li>What a year</li>\n</ol>'),
        ("`*as* 12:34 www.a.com`", "<p><code>*as* 12:34 www.a.com</code></p>"),
        ("***", "<p>* * *</p>"),
        ("# no heading", "<p># no heading</p>"),
        ("a | b\n--|--", "<p>a | b<br>\n--|--</p>"),
        ("&copy; &amp; <b>", "<p>&amp;copy; &amp;amp; &lt;b&gt;</p>"),
        ("snake_case_name \\*not\\*", "<p>snake_case_name *not*</p>"),
        ("[x][y]\n\n[y]: https://a.example", None),
        (
            "![still](https://a.example/s.png)",
            f"<p>!{link('https://a.example/s.png', 'still')}</p>",
        ),
        ("", ""),
    ],
)
def test_a_small_markdown(text, html) -> None:
    made = to_html(text).strip()
    assert made == html if html is not None else "[x][y]" in made


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        ("see https://a.example.", "https://a.example/", "https://a.example"),
        ("(https://a.example/x_(y))", "https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("https://a.example/a*b*c, then", "https://a.example/a*b*c", "https://a.example/a*b*c"),
        ("HTTPS://A.Example/X", "https://a.example/X", "HTTPS://A.Example/X"),
        ("www.a.example/x!", "https://www.a.example/x", "www.a.example/x"),
        ("go to films.com?", "https://films.com/", "films.com"),
        ("ask a.b+c@d.example;", "mailto:a.b+c@d.example", "a.b+c@d.example"),
        ("<https://a.example/x>", "https://a.example/x", "https://a.example/x"),
        ("[the talk](https://a.example 'Title')", "https://a.example/", "the talk"),
        ("[it](/films/neap/#t=4)", "/films/neap/#t=4", "it"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC", None),
        ("**https://a.example**", "https://a.example/", "https://a.example"),
    ],
)
def test_links(text, target, words) -> None:
    html = to_html(text)
    assert links_in(html) == [target]
    assert words is None or f"{REL}>{words}</a>" in html


@pytest.mark.parametrize(
    "text",
    [
        "The end.It was long",
        "e.g. this, i.e. that, v1.2.3, Mr.Smith",
        "https://name@a.example/ http://router/ ftp://a.example",
        "a.example and index.html, and a@b",
        "[x](//a.example) [x](x.html) [x](#t=1) [x]() [x](mailto:a@b.example?subject=c)",
    ],
)
def test_what_is_no_link(text) -> None:
    assert "<a" not in to_html(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[good.example](https://other.example)", "good.example (other.example)"),
        ("[www.good.example/x](https://other.example)", "www.good.example/x (other.example)"),
        ("[go**od**.example](https://other.example)", "(other.example)"),
        ("[ｇｏｏｄ.example](https://other.example)", "(other.example)"),
        ("[a@good.example](mailto:a@other.example)", "(other.example)"),
        ("[good.example.other](https://other.example)", "(other.example)"),
        ("https://gооd.example/", "(xn--gd-fmca.example)"),
        ("[other.example](https://www.other.example)", ">other.example</a>"),
        ("[other.example](https://blog.other.example)", ">other.example</a>"),
        ("https://пример.рф/", ">https://пример.рф/</a>"),
        ("[the good one](https://other.example)", ">the good one</a>"),
    ],
)
def test_words_that_look_like_another_host_have_the_true_one_beside_them(text, told) -> None:
    assert told in to_html(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("at 12:34", [754]),
        ("1:02:03 and (3:05)", [3723, 185]),
        ("12:34, 12:35.", [754, 755]),
        ("from 75:30 on", [4530]),
        ("*12:34*", [754]),
        ("in 16:9, 4:3 and 2.39:1", []),
        ("2024-01-02 12:34:56.7", []),
        ("2024-01-02 12:34", []),
        ("8:30 pm, 20:15 Uhr, 9:15am", []),
        ("12:34:56:12 and 1:2:3", []),
        ("+02:00, a12:34, 12:345, 12:99", []),
        ("`12:34` [at 12:34](https://a.example) https://a.example/12:34", []),
    ],
)
def test_times_become_links_to_the_moment(text, seconds) -> None:
    found = to_html(text).split('href="#t=')[1:]
    assert [int(each.partition('"')[0]) for each in found] == seconds


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://a.example", "https://a.example/"),
        (" HTTP://A.Example:8080/X?y=%zz#ü ", "http://a.example:8080/X?y=%25zz#%C3%BC"),
        ("https://a.example?x", "https://a.example/?x"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("https://[::1]/", "https://[::1]/"),
        ("a.example", ""),
        ("//a.example", ""),
        ("https://u:p@a.example/", ""),
        ("https://a.example\\@b.example", ""),
        ("https://127.1/", ""),
        ("https://localhost/", ""),
        ("https://a.example:0/", ""),
        ("https://a.example/a b", ""),
        ("https://a.example/\u202egpj.exe", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
        ("https://a.example/" + "x" * 2000, ""),
    ],
)
def test_a_good_link(url, good) -> None:
    assert good_link(url) == good
    assert good_link(good) == good


def test_links_of_what_was_made() -> None:
    html = to_html("[a](https://a.example/?b=1&c=2), at 12:34, www.b.com")
    assert links_in(html) == ["https://a.example/?b=1&c=2", "https://www.b.com/"]


def test_what_nobody_sees_is_taken_out() -> None:
    assert to_html("a\u202eb\u2066c\u200bd\x00e\ud800f\x1b").strip() == "<p>abcdef</p>"
    assert to_html("e" + "\u0301" * 90).strip() == "<p>e\u0301\u0301\u0301\u0301</p>"
    assert to_html("می\u200cخواهم 👩\u200d🚀").strip() == "<p>می\u200cخواهم 👩\u200d🚀</p>"
    assert clean_line(" Ida\u2028\u202e  Rosa\u3164\n") == "Ida Rosa"
    assert clean_line("\u3164\u200b\u2800") == ""


@pytest.mark.parametrize(
    "text",
    ["> " * 60, "- " * 60, "1. " * 60, "> - 1. + " * 20, "    " * 9 + "- ", "- a\n    - > " * 9],
)
def test_deep_words_are_not_lost(text) -> None:
    assert "last" in to_html(f"{text}last")
    nested = "\n".join("  " * depth + "> - " * 3 + f"w{depth}" for depth in range(30))
    assert all(f"w{depth}" in to_html(nested) for depth in range(30))
