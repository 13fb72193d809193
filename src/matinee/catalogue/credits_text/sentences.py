"""Finds credits in running text: "the film is written and directed by A, produced by B"."""

import re
from dataclasses import replace

from matinee.catalogue.credits_text.facts import is_place_or_figure
from matinee.catalogue.credits_text.items import Pair
from matinee.catalogue.credits_text.labels import Label, read_label
from matinee.catalogue.credits_text.looks import is_name
from matinee.catalogue.credits_text.running import BY, JOINERS, names_from
from matinee.catalogue.credits_text.verbs import Found, active, bracketed, said_of_roles
from matinee.catalogue.credits_text.words import words
from matinee.catalogue.roles import Department, role

MAX_SENTENCE_CHARACTERS = 4000
MAX_PHRASE_WORDS = 8

_WORD = r"(?:[^\W\d_][\w’'.&-]*|\d[\w-]*)"
_DIR = re.compile(
    r"(?:^|[\s(,])((?:dir|réal|reg|prod|r)\.:?|(?:dir|regie|regia|real)\s*:)\s+(?=[A-ZÀ-Ý])",
    re.IGNORECASE,
)
_FILM_WORDS = words("film-words")
_OTHER_WORKS = words("other-works")
_COPULAS = frozenset(
    [
        "is",
        "was",
        "were",
        "are",
        "been",
        "also",
        "wurde",
        "ist",
        "est",
        "fue",
        "es",
        "è",
        "é",
        "foi",
    ]
)
_QUOTED_SUBJECT = re.compile(r"[\"”»]\s+[\w ]{2,12}$")
_ARTICLES = frozenset(
    ["a", "an", "the", "un", "une", "una", "ein", "eine", "le", "la", "il", "der"]
)
_ARTICLE = re.compile(r"(?:an?|une?|una|eine?)\s", re.IGNORECASE)
_WHO_IS = re.compile(
    r"\s+(?:(?:me|myself),?\s+|(?:(?!the\s[A-Z])[\w’'-]+\s+){0,4}?"
    r"(?:directors?|film-?makers?|duo|trio|producers?|artists?|photographers?|cinematographers?|"
    r"composers?|editors?|writers?|musicians?|animators?|brothers?|sisters?|friends?|wife|husband|"
    r"partner|son|daughter|mother|father|cousin|uncle|aunt|collective|band|student|journalist|"
    r"company|studio|cinéastes?|réalisat(?:eur|rice)s?|frère|sœur|amie?|director[ae]s?|cineastas?|"
    r"hermano|hermana|amigo|amiga|regista|registi|fratello|sorella|amico|amica)\s+)(?=[A-ZÀ-Ý@])"
)
_WHERE = re.compile(
    r"\s(?:entirely\s|on location\s)?(?:in|on|at)\s[^,.;]{2,40}?(\s(?:by|par|von|por|da|de|di))$"
)
# "Films by Jane Roe" are others, and "text and film by" is read as a line.
_BYLINE = re.compile(r"^films\b|\band film by$", re.IGNORECASE)
_SHOWS = re.compile(
    r"\b([Ff]eaturing|[Ss]tarring|stars|features|featuring|avec|mit|con|with)\s+(?=[A-ZÀ-Ý@]|[a-zà-ÿ]{3,}\s[A-ZÀ-Ý])"
)
_PRESENTS = re.compile(r"^(.{2,60}?)\s+(presents?|présente|präsentiert|presenta)\b", re.IGNORECASE)
_BOOKISH = re.compile(r"\b(?:published by|novel|book|poems?|album)\b", re.IGNORECASE)


def read_sentence(sentence: str, languages: tuple[str, ...]) -> list[Pair]:
    """Return the credits of one sentence, or nothing.

    Only wording that says who made this film counts: a role followed by "by" and a name, "X
    directed this video", and, in a sentence with such a credit, "starring X" and "and executive
    producer X". "The novel was written by X" is about something else.
    """
    text = " ".join(sentence[:MAX_SENTENCE_CHARACTERS].split())
    found = _by_phrases(text, languages) + said_of_roles(text, languages)
    found += bracketed(text, languages)
    found += active(text, filmed=bool(found))
    if found and (presents := _PRESENTS.match(text)) and is_name(presents[1]):
        pair = Pair(Label((role("presenter-company"),), presents[2]), presents[1])
        found.insert(0, (0, presents.end(), pair))
    if _BOOKISH.search(text):
        found = [each for each in found if each[2].label.first.key != "writer"]
    shows = _shows(text, filmed=bool(found))
    if not found and not shows:
        return []
    found += shows
    found += _appositions(text, languages)
    taken: set[int] = set()
    ordered = []
    for start, end, pair in sorted(found, key=lambda each: each[0]):
        if not taken.intersection(range(start, end)):
            taken.update(range(start, end))
            ordered.append(replace(pair, label=_of_prose(pair.label)))
    return ordered


def _of_prose(label: Label) -> Label:
    """Take away the wording that a page would print: "produced by", within a sentence."""
    return replace(label, keeps_wording=label.keeps_wording and label.first.key == "filmmaker")


def _by_phrases(text: str, languages: tuple[str, ...]) -> list[Found]:
    found: list[Found] = []
    taken = 0
    for by in BY.finditer(text):
        names, end = names_from(text, _after_apposition(text, by.end()), languages)
        if not names:
            continue
        phrase = _phrase_before(text, taken, by.end(), languages)
        if phrase and _is_about_the_film(text[: phrase[0]], phrase[1]):
            start, label = phrase
            found.append((start, end, Pair(_with_workplace(text, end, label), names)))
            taken = end
    for short in _DIR.finditer(text):
        names, end = names_from(text, short.end(), languages)
        said = read_label(short[1].strip(".: "), languages)
        if names and said:
            found.append((short.start(1), end, Pair(said, names)))
    return found


def _after_apposition(text: str, start: int) -> int:
    """Return where the name begins: "by my brother Tim Roe", "by Oslo duo Roe and Park"."""
    said = _WHO_IS.match(text, start)
    return said.end() if said else start


def _with_workplace(text: str, end: int, label: Label) -> Label:
    """Read "by Jane Roe of Halden Films": whom the names stand for."""
    word = re.compile(r"\s+(of|from|at|for)\s+").match(text, end)
    where, _ = names_from(text, word.end(), ()) if word else ("", 0)
    if not word or not where or is_place_or_figure(where):
        return label
    return replace(label, on_behalf_of=where, for_word="for" if word[1] == "for" else "at")


def _phrase_before(
    text: str, begin: int, end: int, languages: tuple[str, ...]
) -> tuple[int, Label] | None:
    """Find the longest label that ends here with "by"."""
    head = text[max(begin, end - 100) : end]
    if place := _WHERE.search(head):
        # "shot in Lofoten by": the place says nothing, and takes as much room.
        head = head[: place.start()] + " " * (len(place[0]) - len(place[1])) + place[1]
    offset = end - len(head)
    starts = [match.start() for match in re.finditer(r"(?<![\w-])[^\s,;()“”\"]", head)]
    for start in starts[-MAX_PHRASE_WORDS:]:
        label = read_label(head[start:], languages) if " " in head[start:].strip() else None
        if label and not _BYLINE.search(label.written):
            return start + offset, label
    return None


def _is_about_the_film(before: str, label: Label) -> bool:
    """Tell from the words before "directed by" whether the film is what was directed."""
    clause = re.split(r"[.;:!?]|,\s+(?:and|while|but)\s", before)[-1]
    words = re.findall(r"[\w'’-]+", clause)
    if not words:
        return True
    folded = [word.casefold() for word in words]
    if _ARTICLE.match(label.written) or before.rstrip().endswith(
        (",", "(", "–", "—", "-", "/", "|", "•", '"', "”", "»")
    ):
        return not _OTHER_WORKS.intersection(folded[-3:])
    if folded[-1] in _ARTICLES:
        return "film" in label.written.casefold()
    if folded[-1] in JOINERS | {"with", "mit", "avec", "con"}:
        return not _OTHER_WORKS.intersection(folded)
    if folded[-1] in _COPULAS:
        subject = [word for word in folded if word not in _COPULAS]
        titled = bool(_QUOTED_SUBJECT.search(clause)) or _is_title(words, subject, label)
        named = not subject or titled or _names_a_film(words, subject)
        return named and not _OTHER_WORKS.intersection(subject)
    titled = folded[-1] in _FILM_WORDS or words[-1][:1].isupper()
    return titled and not _OTHER_WORKS.intersection(folded[-4:])


def _is_title(words: list[str], subject: list[str], label: Label) -> bool:
    """Read "Kelp is directed by": one word and nothing before it.

    People are shot and books are written, so those words do not count.
    """
    made = any(each.key in ("director", "producer", "editor") for each in label.roles)
    return made and len(subject) == 1 == len(words) - 1 and words[0][:1].isupper()


def _names_a_film(words: list[str], subject: list[str]) -> bool:
    if _FILM_WORDS.intersection(subject):
        return True
    titled = [word for word in words[:-1] if word[:1].isupper()]
    return len(titled) > 1 or (len(titled) == 1 and titled[0].isupper() and len(titled[0]) > 3)


def _shows(text: str, *, filmed: bool) -> list[Found]:
    """Find "starring A and B", and "the film features A and B"."""
    found = []
    for shows in _SHOWS.finditer(text):
        before = text[: shows.start()].casefold().split()[-3:]
        word = shows[1].casefold()
        of_film = bool(_FILM_WORDS.intersection(before)) and not _OTHER_WORKS.intersection(before)
        after_comma = text[: shows.start()].rstrip().endswith((",", ")", "."))
        if word in ("avec", "mit", "con", "with"):
            said = filmed and after_comma
        elif word in ("features", "stars"):
            said = of_film
        else:
            said = filmed or of_film or not before
        names, end = names_from(text, shows.end(), (), occupations=True) if said else ("", 0)
        if names and (filmed or all(" " in each for each in re.split(r", | and | & ", names))):
            found.append((shows.start(), end, Pair(Label((role("cast"),), shows[1]), names)))
    return found


def _appositions(text: str, languages: tuple[str, ...]) -> list[Found]:
    """Find "and executive producer X", in a sentence that has credits of other kinds."""
    found = []
    for joined in re.finditer(r"(?:,|\band|&|\bwith)\s+(?=[^\W\d_])", text):
        rest = text[joined.end() : joined.end() + 60]
        words = list(re.finditer(r"[^\s,;()]+", rest))[:4]
        for count in range(len(words) - 1, 0, -1):
            label = read_label(rest[: words[count - 1].end()], languages)
            if not label or label.first.department in (Department.CAST, Department.THANKS):
                continue
            names, end = names_from(text, joined.end() + words[count].start(), languages)
            if names and label.first.leading and not re.search(r"\bby$", label.written):
                found.append((joined.end(), end, Pair(label, names)))
            break
    return found
