"""Exports of other programs, written by hand about invented people."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from matinee.media.events import Watch
from matinee.migration.conversations.bringing import Brought, bring
from matinee.migration.conversations.films import Whither
from matinee.migration.conversations.leaving import lines
from matinee.migration.conversations.ordering import Wish

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" created="2024-05-01 10:00" -->
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
  <title>Films by the estuary</title>
  <link>https://www.estuary.example</link>
  <wp:wxr_version>1.2</wp:wxr_version>
  <wp:base_site_url>https://www.estuary.example</wp:base_site_url>
  <wp:base_blog_url>https://www.estuary.example</wp:base_blog_url>
  <wp:author><wp:author_login><![CDATA[ann]]></wp:author_login></wp:author>
{items}
</channel>
</rss>
"""
DISQUS = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<category dsq:id="11"><forum>estuary</forum><title>General</title></category>
{records}
</disqus>
"""


def item(*comments: str, slug: str = "low-water", title: str = "Low Water") -> str:
    """Return a post of WordPress."""
    return f"""<item>
  <title><![CDATA[{title}]]></title>
  <link>https://www.estuary.example/2019/03/{slug}/</link>
  <dc:creator><![CDATA[ann]]></dc:creator>
  <content:encoded><![CDATA[<p>It is out.</p>]]></content:encoded>
  <wp:post_id>{len(slug)}</wp:post_id>
  <wp:post_date_gmt><![CDATA[2019-03-01 08:00:00]]></wp:post_date_gmt>
  <wp:post_name><![CDATA[{slug}]]></wp:post_name>
  <wp:post_type><![CDATA[post]]></wp:post_type>
  {"".join(comments)}
</item>"""


def comment(pk: int | str, content: str = "A quiet film.", **facts: Any) -> str:
    """Return a comment of WordPress; `at` is its day, in UTC."""
    given = {
        "author": "Wanda Ekholm",
        "author_email": "Wanda@Mail.Example",
        "author_url": "",
        "at": f"2019-03-{2 + int(pk) % 20 if str(pk).isdecimal() else 2:02} 10:00:00",
        "approved": "1",
        "type": "comment",
        "parent": 0,
        **facts,
    }
    return f"""<wp:comment>
  <wp:comment_id>{pk}</wp:comment_id>
  <wp:comment_author><![CDATA[{given["author"]}]]></wp:comment_author>
  <wp:comment_author_email><![CDATA[{given["author_email"]}]]></wp:comment_author_email>
  <wp:comment_author_url>{escape(given["author_url"])}</wp:comment_author_url>
  <wp:comment_author_IP><![CDATA[192.0.2.7]]></wp:comment_author_IP>
  <wp:comment_date><![CDATA[{given["at"]}]]></wp:comment_date>
  <wp:comment_date_gmt><![CDATA[{given["at"]}]]></wp:comment_date_gmt>
  <wp:comment_content><![CDATA[{content}]]></wp:comment_content>
  <wp:comment_approved><![CDATA[{given["approved"]}]]></wp:comment_approved>
  <wp:comment_type><![CDATA[{given["type"]}]]></wp:comment_type>
  <wp:comment_parent>{given["parent"]}</wp:comment_parent>
  <wp:comment_user_id>0</wp:comment_user_id>
  <wp:commentmeta>
    <wp:meta_key><![CDATA[akismet_result]]></wp:meta_key>
    <wp:meta_value><![CDATA[false]]></wp:meta_value>
  </wp:commentmeta>
</wp:comment>"""


def wxr(folder: Path, *items: str, name: str = "wordpress.xml") -> Path:
    """Write an export of WordPress."""
    file = folder / name
    file.write_text(WXR.replace("{items}", "\n".join(items)), encoding="utf-8")
    return file


def thread(pk: int, link: str, identifier: str = "", title: str = "") -> str:
    """Return a thread of Disqus."""
    return f"""<thread dsq:id="{pk}"><id>{identifier}</id><forum>estuary</forum>
<category dsq:id="11" /><link>{link}</link><title>{title}</title><message />
<createdAt>2015-06-01T08:00:00Z</createdAt>
<author><name>Ann</name><isAnonymous>false</isAnonymous><username>ann</username></author>
<isClosed>false</isClosed><isDeleted>false</isDeleted></thread>"""


def post(pk: int, under: int, message: str = "<p>A quiet film.</p>", **facts: Any) -> str:
    """Return a post of Disqus."""
    parent = f'<parent dsq:id="{facts["parent"]}" />' if "parent" in facts else ""
    return f"""<post dsq:id="{pk}"><id /><message><![CDATA[{message}]]></message>
<createdAt>{facts.get("at", f"2015-06-{pk % 20 + 2:02}T10:00:00Z")}</createdAt>
<isDeleted>{facts.get("deleted", "false")}</isDeleted><isSpam>{facts.get("spam", "false")}</isSpam>
<author><name>{facts.get("author", "Jonah")}</name><isAnonymous>true</isAnonymous></author>
<thread dsq:id="{under}" />{parent}</post>"""


def disqus(folder: Path, *records: str) -> Path:
    """Write an export of Disqus."""
    file = folder / "disqus.xml"
    file.write_text(DISQUS.replace("{records}", "\n".join(records)), encoding="utf-8")
    return file


def isso(folder: Path, threads: list[tuple], comments: list[tuple]) -> Path:
    """Make a database of Isso; comments are (tid, id, parent, created, mode, text, author)."""
    file = folder / "isso.db"
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.executescript(
            "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE,"
            " title VARCHAR(256));"
            "CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);"
            "CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY,"
            " parent INTEGER, created FLOAT NOT NULL, modified FLOAT, mode INTEGER,"
            " remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR,"
            " likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL,"
            " notification INTEGER DEFAULT 0);"
        )
        database.executemany("INSERT INTO threads VALUES (?, ?, ?)", threads)
        database.executemany(
            "INSERT INTO comments (tid, id, parent, created, mode, text, author, email, website,"
            " voters) VALUES (?, ?, ?, ?, ?, ?, ?,"
            " 'Edda@Mail.Example', 'https://edda.example', x'')",
            comments,
        )
        database.commit()
    return file


def export(folder: Path, name: str = "ours.jsonl", **options: Any) -> Path:
    """Write an export of the site the test stands in."""
    file = folder / name
    file.write_text("".join(lines(**options)), encoding="utf-8")
    return file


def come_in(file: Path, **options: Any) -> Brought:
    """Bring a file in, as the command does."""
    wishes = {name: options.pop(name) for name in ("held", "with_spam") if name in options}
    whither = {n: options.pop(n) for n in ("film", "by_map", "by_title") if n in options}
    settled = {"kind": "auto", "watch": Watch(), "dry": False, **options}
    return bring(
        file,
        settled["kind"],
        Whither(**whither),
        Wish(**wishes),
        settled["watch"],
        dry=settled["dry"],
    )
