"""Finds credits in running text: "the film is written and directed by A, produced by B"."""

import re
from dataclasses import replace
from functools import lru_cache

from matinee.catalogue.credits_text.facts import is_place_or_figure
from matinee.catalogue.credits_text.items import Pair
from matinee.catalogue.credits_text.labels import Label, read_label
from matinee.catalogue.credits_text.names import is_name
from matinee.catalogue.credits_text.words import words
from matinee.catalogue.roles import Department, role

MAX_SENTENCE_CHARACTERS = 4000
MAX_PHRASE_WORDS = 8

_WORD = r"(?:[^\W\d_][\w’'.&-]*|\d[\w-]*)"
_BY = re.compile(r"\b(?:by|par|von|por|da|de|di)\b", re.IGNORECASE)
_DIR = re.compile(
    r"(?:^|[\s(,])((?:dir|réal|reg|prod|r)\.:?|(?:dir|regie|regia|real)\s*:)\s+(?=[A-ZÀ-Ý])",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\s,;()]+|[,;()]")
_PARTICLES = words("sentence-particles")
_JOINERS = frozenset({"and", "&", "et", "und", "y", "e", "x", "+"})
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
_SAID_OF_ROLE = re.compile(
    r"(?:^|[.,;:–—]\s|\b(?:and|und|et|y|e)\s)"
    r"(?:(?:the|die|der|das|le|la|les|el|los|las|il|i|gli)\s|l['’])?"
    r"(?P<role>[^\W\d_][\w’' -]{1,40}?)\s+"
    r"(?:(?:is|are|was|were|comes|come|came)\s+(?:by|from)|"
    r"führten?|schrieb(?:en)?|machten?|übernahm(?:en)?|besorgten?|komponierten?|verantworteten?|"
    r"(?:stammt|stammen|kommt|kommen|kam|ist|sind|war|waren)\s+von|"
    r"(?:est|sont)\s+(?:signée?s?(?:\s+(?:par|de))?|assurée?s?\s+par|de\b|d['’]|par\b)|"
    r"(?:es|son)\s+(?:obra\s+)?de|(?:corre|corrió|está|estuvo)\s+a\s+cargo\s+de|"
    r"(?:è|sono)\s+(?:stat[aoie]\s+)?(?:a\s+cura\s+)?(?:curat[aoie]\s+da|firmat[aoie]\s+da|di|da))"
    r"(?=\s+(?-i:[^\Wa-zà-ÿ\d_]))",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"\bfür\s+(?:(?:die|den|das)\s+)?(?P<role>[\w, -]{2,50}?)\s+"
    r"(?:war(?:en)?|ist|sind|zeichnen?t?|zeichneten?|sorgten?)\s+(?=(?-i:[A-ZÄÖÜ]))",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"\b([Ff]eaturing|[Ss]tarring|stars|features|featuring|avec|mit|con|with)\s+(?=[A-ZÀ-Ý@])"
)
_PRESENTS = re.compile(r"^(.{2,60}?)\s+(presents?|présente|präsentiert|presenta)\b", re.IGNORECASE)
_BOOKISH = re.compile(r"\b(?:published by|novel|book|poems?|album)\b", re.IGNORECASE)
_ACTIVE = re.compile(
    r"^(?P<who>[^,;:.!?()]{2,80}?)(?:\s+(?:from|of|at)\s+(?P<where>[^,;:.!?()]{2,60}?))?\s+"
    r"(?P<did>(?:(?:co-)?(?:wrote|directed|produced|shot|filmed|edited|scored|animated|composed)"
    r"(?:,\s+|\s+and\s+|\s+&\s+)?){1,4})\s+"
    r"(?:this|(?:it|the\s+(?:film|video|short|spot|documentary))(?=\s*(?:[.,;!]|and\b|with\b|$)))"
)
_DID = {
    "wrote": "writer",
    "directed": "director",
    "produced": "producer",
    "shot": "cinematographer",
    "filmed": "cinematographer",
    "edited": "editor",
    "scored": "composer",
    "composed": "composer",
    "animated": "animator",
}


def read_sentence(sentence: str, languages: tuple[str, ...]) -> list[Pair]:
    """Return the credits of one sentence, or nothing.

    Only wording that says who made this film counts: a role followed by "by" and a name, "X
    directed this video", and, in a sentence with such a credit, "starring X" and "and executive
    producer X". "The novel was written by X" is about something else.
    """
    text = " ".join(sentence[:MAX_SENTENCE_CHARACTERS].split())
    if active := _active(text):
        return active
    found = _by_phrases(text, languages) + _said_of_roles(text, languages)
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


_Found = tuple[int, int, Pair]


def _by_phrases(text: str, languages: tuple[str, ...]) -> list[_Found]:
    found: list[_Found] = []
    taken = 0
    for by in _BY.finditer(text):
        names, end = _names_from(text, _after_apposition(text, by.end()), languages)
        if not names:
            continue
        phrase = _phrase_before(text, taken, by.end(), languages)
        if phrase and _is_about_the_film(text[: phrase[0]], phrase[1]):
            start, label = phrase
            found.append((start, end, Pair(_with_workplace(text, end, label), names)))
            taken = end
    for short in _DIR.finditer(text):
        names, end = _names_from(text, short.end(), languages)
        said = read_label(short[1].strip(".: "), languages)
        if names and said:
            found.append((short.start(1), end, Pair(said, names)))
    return found


def _said_of_roles(text: str, languages: tuple[str, ...]) -> list[_Found]:
    """Read "Regie führte Jane Roe", "the music is by Bo Park", "la musique est de Bo Park"."""
    found = []
    said = [*_SAID_OF_ROLE.finditer(text), *_RESPONSIBLE.finditer(text)]
    for match in said:
        label = read_label(match["role"], languages)
        names, end = _names_from(text, match.end(), languages) if label else ("", 0)
        if label and names and " " in names:
            found.append((match.start("role"), end, Pair(label, names)))
    return found


def _after_apposition(text: str, start: int) -> int:
    """Return where the name begins: "by my brother Tim Roe", "by Oslo duo Roe and Park"."""
    said = _WHO_IS.match(text, start)
    return said.end() if said else start


def _with_workplace(text: str, end: int, label: Label) -> Label:
    """Read "by Jane Roe of Halden Films": whom the names stand for."""
    word = re.compile(r"\s+(of|from|at|for)\s+").match(text, end)
    where, _ = _names_from(text, word.end(), ()) if word else ("", 0)
    if not word or not where or is_place_or_figure(where):
        return label
    return replace(label, on_behalf_of=where, for_word="for" if word[1] == "for" else "at")


def _phrase_before(
    text: str, begin: int, end: int, languages: tuple[str, ...]
) -> tuple[int, Label] | None:
    """Find the longest label that ends here with "by"."""
    head = text[max(begin, end - 100) : end]
    offset = end - len(head)
    starts = [match.start() for match in re.finditer(r"(?<![\w-])[^\s,;()“”\"]", head)]
    for start in starts[-MAX_PHRASE_WORDS:]:
        label = read_label(head[start:], languages) if " " in head[start:].strip() else None
        if label and (label.first.key != "filmmaker" or " and " not in label.written):
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
    if folded[-1] in _JOINERS | {"with", "mit", "avec", "con"}:
        return not _OTHER_WORKS.intersection(folded)
    if folded[-1] in _COPULAS:
        subject = [word for word in folded if word not in _COPULAS]
        named = not subject or _names_a_film(words, subject)
        return named and not _OTHER_WORKS.intersection(subject)
    titled = folded[-1] in _FILM_WORDS or words[-1][:1].isupper()
    return titled and not _OTHER_WORKS.intersection(folded[-4:])


def _names_a_film(words: list[str], subject: list[str]) -> bool:
    if _FILM_WORDS.intersection(subject):
        return True
    titled = [word for word in words[:-1] if word[:1].isupper()]
    return len(titled) > 1 or (len(titled) == 1 and titled[0].isupper() and len(titled[0]) > 3)


def _shows(text: str, *, filmed: bool) -> list[_Found]:
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
        names, end = _names_from(text, shows.end(), ()) if said else ("", 0)
        if names and (filmed or all(" " in each for each in re.split(r", | and | & ", names))):
            found.append((shows.start(), end, Pair(Label((role("cast"),), shows[1]), names)))
    return found


def _appositions(text: str, languages: tuple[str, ...]) -> list[_Found]:
    """Find "and executive producer X", in a sentence that has credits of other kinds."""
    found = []
    for joined in re.finditer(r"(?:,|\band|&|\bwith)\s+(?=[^\W\d_])", text):
        rest = text[joined.end() : joined.end() + 60]
        words = list(re.finditer(r"[^\s,;()]+", rest))[:4]
        for count in range(len(words) - 1, 0, -1):
            label = read_label(rest[: words[count - 1].end()], languages)
            if not label or label.first.department in (Department.CAST, Department.THANKS):
                continue
            names, end = _names_from(text, joined.end() + words[count].start(), languages)
            if names and label.first.leading and not re.search(r"\bby$", label.written):
                found.append((joined.end(), end, Pair(label, names)))
            break
    return found


def _active(text: str) -> list[Pair]:
    """Read "Jane Roe from Halden Films directed this video"."""
    match = _ACTIVE.match(text)
    if not match or not all(is_name(who) for who in re.split(r" and | & ", match["who"])):
        return []
    if match["where"] and not is_name(match["where"]):
        return []
    did = re.findall(r"(?:co-)?(\w+)", match["did"])
    roles = tuple(role(_DID[word]) for word in did if word in _DID)
    where = match["where"] or ""
    label = Label(roles, match["did"].strip(), where, "at" if where else "", keeps_wording=False)
    return [Pair(label, match["who"])]


@lru_cache(maxsize=4096)
def _names_from(text: str, start: int, languages: tuple[str, ...]) -> tuple[str, int]:
    """Return the list of names that begins here and where it ends; "" when none does."""
    tokens = list(_TOKEN.finditer(text, start, start + 600))
    names: list[tuple[int, int, str]] = []
    place, joiner = 0, ""
    while place < len(tokens):
        begin = place
        while place < len(tokens) and _goes_on(tokens, place, begin):
            place += 1
        while place > begin and tokens[place - 1][0] in _PARTICLES:
            place -= 1
        place = _before_next_label(text, tokens, (begin, place), languages)
        if place == begin:
            break
        begins, ends = tokens[begin].start(), _end_of_name(tokens[place - 1])
        name = text[begins:ends]
        if is_place_or_figure(name) or (names and _is_label_start(text, begins, languages)):
            break
        names.append((begins, ends, joiner))
        if ends < tokens[place - 1].end():
            break
        place = _skip_bracket(tokens, place)
        joiner, place = _joiner_at(tokens, place)
        if not joiner:
            break
    kept = _drop_loose_tail(names, text)
    if not kept:
        return "", start
    return text[kept[0][0] : kept[-1][1]], kept[-1][1]


def _goes_on(tokens: list[re.Match[str]], place: int, begin: int) -> bool:
    word = tokens[place][0]
    if place > begin and re.search(r"(?:[!?”]|’s|\w{3,}\.)$", tokens[place - 1][0]):
        return False
    first = word[:1]
    if first == "@" or (first.isalpha() and not first.islower()):
        return len(word) > 1 or first != "@"
    following = tokens[place + 1][0] if place + 1 < len(tokens) else ""
    if place == begin:
        return word in ("the", "la", "le", "les", "die", "der") and following[:1].isupper()
    if word[:1].isdigit():
        return tokens[place - 1][0][:1].isupper() and len(word) < 3
    return word in _PARTICLES and word not in ("e", "y", "&") and following[:1].isupper()


def _before_next_label(
    text: str, tokens: list[re.Match[str]], span: tuple[int, int], languages: tuple[str, ...]
) -> int:
    """Return where a name ends that runs into the next label: "Jane Roe Produced by"."""
    begin, place = span
    if place >= len(tokens) or not _BY.fullmatch(tokens[place][0]):
        return place
    for first in range(max(begin, place - 3), place):
        if read_label(text[tokens[first].start() : tokens[place].end()], languages):
            return first
    return place


def _end_of_name(token: re.Match[str]) -> int:
    word = token[0]
    if re.fullmatch(r"(?:\w|Jr|Sr|Ltd|Inc|Co)\.", word):
        return token.end()
    return token.start() + len(word.rstrip(".!?:”\"’'"))


def _is_label_start(text: str, begin: int, languages: tuple[str, ...]) -> bool:
    """Tell whether "Executive Producer Liz Tolland" begins here rather than a name."""
    words = re.findall(r"\S+", text[begin : begin + 60])[:4]
    return any(read_label(" ".join(words[:count]), languages) for count in range(1, len(words)))


def _skip_bracket(tokens: list[re.Match[str]], place: int) -> int:
    if place < len(tokens) and tokens[place][0] == "(":
        for closing in range(place, min(place + 14, len(tokens))):
            if tokens[closing][0] == ")":
                return closing + 1
    return place


def _joiner_at(tokens: list[re.Match[str]], place: int) -> tuple[str, int]:
    if place < len(tokens) and tokens[place][0] in (",", *_JOINERS):
        joiner = tokens[place][0]
        place += 1
        if joiner == "," and place < len(tokens) and tokens[place][0] in _JOINERS:
            return "and", place + 1
        return ("," if joiner == "," else "and"), place
    return "", place


def _drop_loose_tail(names: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Keep names joined by commas only where the list ends with "and" or the sentence does."""
    last_and = max((place for place, name in enumerate(names) if name[2] == "and"), default=0)
    tail = text[names[-1][1] :].lstrip(" ") if names else ""
    if names and (not tail or tail[0] in ".;!"):
        return names
    return names[: last_and + 1]
