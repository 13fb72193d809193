"""In a real browser, with nothing but the markup in the way, hostile words stay words.

Every payload is somebody's text, name and link. One pass is without the content security
policy, so that the markup alone must hold; one with it, so that it has nothing to stop.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import pytest

from matinee.project.security_headers import PUBLIC_POLICY
from tests.browser.hostile_pages import STYLESHEET, hostile_pages, without_policy
from tests.discussion.hostile_words import PAYLOADS

WATCH = """
window.troubles = [];
window.hit = () => window.troubles.push('a script ran: ' + new Error().stack);
for (const name of ['alert', 'confirm', 'prompt', 'open'])
  window[name] = (...words) => window.troubles.push(name + ' was called: ' + words);
addEventListener('error', event => window.troubles.push('error: ' + event.message));
document.addEventListener('securitypolicyviolation',
  event => window.troubles.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
  if (node.nodeName === 'SCRIPT' && node.type !== 'application/ld+json')
    window.troubles.push('a script: ' + node.outerHTML);
}))).observe(document, { childList: true, subtree: true });
"""
TOUCH = """() => {
  addEventListener('click', event => event.preventDefault(), true);
  addEventListener('submit', event => event.preventDefault(), true);
  const kinds = ['mouseover', 'mouseenter', 'pointerenter', 'pointerdown', 'focus', 'focusin',
    'blur', 'click', 'load', 'error', 'toggle', 'animationstart', 'animationend', 'wheel',
    'transitionend', 'scroll', 'input', 'beforetoggle', 'copy', 'paste', 'contextmenu'];
  for (const element of document.querySelectorAll('.conversation *'))
    for (const kind of kinds) element.dispatchEvent(new Event(kind, { cancelable: true }));
}"""
# As the site's own script puts a posted comment in its place, and once more: what a browser
# writes out and reads again must stay what it was.
REREAD = """() => {
  for (const article of document.querySelectorAll('article')) {
    const made = document.createElement('template');
    made.innerHTML = article.outerHTML;
    const again = document.createElement('div');
    again.innerHTML = made.innerHTML;
    article.replaceWith(document.importNode(again, true).firstElementChild);
  }
}"""
LOOK = """() => {
  const said = { P: [], BR: [], EM: [], STRONG: [], BLOCKQUOTE: [], UL: [], LI: [], CODE: [],
    OL: ['start'], A: ['href', 'rel'] };
  const wrong = [...window.troubles];
  for (const element of document.querySelectorAll('.said *'))
    for (const name of [element.nodeName, ...element.getAttributeNames()])
      if (name !== element.nodeName ? !(said[element.nodeName] || []).includes(name)
                                    : !(name in said))
        wrong.push('in words: ' + element.outerHTML);
  const links = ['http:', 'https:', 'mailto:'];
  for (const element of document.querySelectorAll('*')) {
    for (const name of element.getAttributeNames())
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc' || name === 'formaction')
        wrong.push(name + ': ' + element.outerHTML);
    if (element.href && !links.includes(element.protocol || 'http:'))
      wrong.push('leads to ' + element.href);
    if (element.href && element.username)
      wrong.push('names a user: ' + element.href);
    if (element.shadowRoot) wrong.push('has a shadow: ' + element.outerHTML);
  }
  for (const link of document.querySelectorAll('.said a, .who a'))
    if (!link.getAttribute('href').startsWith('#t=') && !link.getAttribute('href').includes('/#t=')
        && link.rel !== 'nofollow ugc noopener')
      wrong.push('has no rel: ' + link.outerHTML);
  const data = [...document.querySelectorAll('script[type="application/ld+json"]')];
  data.forEach(script => JSON.parse(script.textContent));
  if (data.length !== 1 || data[0].parentElement !== document.head) wrong.push('other data');
  const loading = 'script:not([src]):not([type="application/ld+json"]),'
    + ' script[src*=hostile], iframe, frame, object, embed, svg,'
    + ' math, img, video, audio, base, style, form form, template, portal, dialog, marquee,'
    + ' meta[http-equiv=refresh], link[href*=hostile]';
  for (const element of document.querySelectorAll(loading))
    wrong.push('loads: ' + element.outerHTML);
  const named = [...document.querySelectorAll('.comment [id], .comment [name], .said [class]')];
  named.forEach(element => wrong.push('is named: ' + element.outerHTML));
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  if (new Set(ids).size !== ids.length) wrong.push('ids twice');
  for (const article of document.querySelectorAll('article'))
    if (article.className !== 'comment' || article.id !== 'c-' + article.dataset.comment
        || article.parentElement.nodeName !== 'LI'
        || article.querySelectorAll('.said').length !== 1)
      wrong.push('is no comment: ' + article.outerHTML);
  return { wrong, names: [...document.querySelectorAll('.who')].map(who => who.textContent) };
}"""


class Served:
    """Pages on a port of this machine, and what was asked for beside them."""

    def __init__(self, pages: dict[str, str], policy: str = "") -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                known = self.path in pages
                self.send_response(200 if known else 404)
                style = self.path == STYLESHEET
                self.send_header(
                    "content-type", "text/css" if style else "text/html; charset=utf-8"
                )
                if policy:
                    self.send_header("content-security-policy", policy)
                self.end_headers()
                self.wfile.write(pages.get(self.path, "").encode())

            def log_message(self, *words) -> None:
                """Say nothing: the test says what is wrong."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *error) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture(scope="module")
def pages():
    return hostile_pages()


def troubles(browser, url: str) -> tuple[list[str], list[str]]:
    """Open a page, touch everything in it; return what went wrong and the names read there."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda said: seen.append(f"console: {said.text}"))
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on("framenavigated", lambda frame: seen.append(f"went to {frame.url}"))
    page.on("popup", lambda popup: seen.append(f"opened {popup.url}"))
    page.on("request", lambda request: seen.append(f"asked {request.url}"))
    page.goto(url, wait_until="load")
    page.evaluate(TOUCH)
    found = page.evaluate(LOOK)
    page.evaluate(REREAD)
    page.evaluate(TOUCH)
    again = page.evaluate(LOOK)
    context.close()
    assert again["names"] == found["names"]
    own = url.partition("/films")[0]
    wanted = {f"asked {url}", f"went to {url}", f"asked {own}{STYLESHEET}"}
    return [
        *found["wrong"],
        *again["wrong"],
        *(each for each in seen if each not in wanted),
    ], found["names"]


@pytest.mark.parametrize("policy", ["", PUBLIC_POLICY], ids=["markup alone", "under the policy"])
def test_no_word_comes_alive(browser, pages, policy) -> None:
    made = {page.address: page.html if policy else without_policy(page.html) for page in pages}
    with Served(made | {STYLESHEET: ""}, policy) as served:
        for page in pages:
            wrong, names = troubles(browser, served.url + page.address)
            assert wrong == [], page.address
            assert [" ".join(each.split()) for each in names] == list(page.names)
        assert set(served.asked) <= {*made, STYLESHEET}
    assert sum(len(page.names) for page in pages) > len(PAYLOADS)


def test_the_watch_sees_what_comes_alive(browser, pages) -> None:
    """What is not made harmless is noticed: the proof above can fail."""
    payloads = {
        "/script/": "<script>hit(1)</script>",
        "/event/": "<section class=conversation><img src=/x onerror=hit(1)></section>",
        "/link/": "<a href='javascript:hit(1)'>press</a>",
        "/name/": "<article class=comment><p id=write></p></article>",
        "/asks/": "<link rel=stylesheet href=http://127.0.0.1:9/s.css>",
    }
    with Served({path: f"<!doctype html>{html}" for path, html in payloads.items()}) as served:
        for path in payloads:
            assert troubles(browser, served.url + path)[0], path
