"""Where a line or a cue may end: what a break after each word costs, by language."""

from collections.abc import Sequence
from itertools import pairwise

from matinee.media.speech.words import Word

SENTENCE_ENDS = ".?!…。？！؟۔։।"
CLAUSE_ENDS = ",;:–—，、；：،؛"
_CLOSING = "\"'”’»)]}」』）】》〉"
# Japanese and Chinese lines begin with none of the first and end with none of the second (JIS X
# 4051, in short); Thai has vowels that are written before the letter they follow in speech.
_NEVER_FIRST = "、。，．・：；？！ー」』）】》〉…々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_NEVER_LAST = "「『（【《〈เแโใไ"

SENTENCE, CLAUSE, PHRASE, WORD, WEAK = 0.0, 1.5, 3.0, 4.0, 10.0
"""What a break costs: after a sentence, after a clause, before a word that leans on the next,
between other words, after a word that leans on the next."""

# Words that lean on the next: articles, prepositions, conjunctions, possessives, auxiliaries.
_WEAK_WORDS = {
    "en": """a an the of to in on at and or but nor for with as by from into that than so if is are
        was were be been am i my your his her its our their this these those not mr mrs ms dr
        very who which when while because will would can could should has have had""",
    "fr": """un une le la les l' du de des d' à au aux et ou mais ni car que qu' qui dont où en dans
        sur sous par pour avec sans chez est sont était ce cet cette ces mon ton son ma ta sa mes
        tes ses notre votre leur leurs ne n' je j' tu il elle on nous vous ils elles se s' si très
        plus m mme mlle""",
    "de": """ein eine einen einem einer eines der die das den dem des und oder aber denn dass ob
        wenn weil als wie zu zum zur in im an am auf aus bei beim mit nach von vom vor für über um
        durch ohne gegen ist sind war waren nicht sehr mein dein sein ihr unser euer ich du er sie
        es wir herr frau dr""",
    "es": """un una unos unas el la los las lo de del a al y e o u pero ni que si en con por para
        sin sobre entre desde hasta es son era fue mi tu su mis tus sus nuestro este esta estos
        ese esa no se me te le les nos muy más como cuando donde sr sra dr""",
}  # fmt: skip
_WEAK = {language: frozenset(words.split()) for language, words in _WEAK_WORDS.items()}


def break_costs(words: Sequence[Word], language: str) -> list[float]:
    """Return what it costs to end a line after each word; infinity where it must not end."""
    weak = _WEAK.get(language.partition("-")[0].lower(), frozenset())
    costs = [_cost(word, weak) for word in words]
    for index, (word, following) in enumerate(pairwise(words)):
        if not following.spaced and _clings(word, following):
            costs[index] = float("inf")
        elif costs[index] == WORD and _bare(following) in weak:
            costs[index] = PHRASE
    return costs


def ends_sentence(word: Word) -> bool:
    """Say whether a word ends a sentence, closing quotes left aside."""
    bare = word.text.rstrip(_CLOSING)
    return bool(bare) and bare[-1] in SENTENCE_ENDS and bare.lower() not in _ABBREVIATED


_ABBREVIATED = frozenset({"mr.", "mrs.", "ms.", "dr.", "m.", "sr.", "sra.", "st.", "prof."})


def _cost(word: Word, weak: frozenset[str]) -> float:
    if ends_sentence(word):
        return SENTENCE
    bare = word.text.rstrip(_CLOSING)
    if bare and bare[-1] in CLAUSE_ENDS:
        return CLAUSE
    return WEAK if _bare(word) in weak else WORD


def _bare(word: Word) -> str:
    return word.text.strip(_CLOSING + "¿¡(“‘«.").lower().replace("’", "'")


def _clings(word: Word, following: Word) -> bool:
    """Say whether two unspaced words belong on one line: by their signs, or as Latin letters."""
    if following.text[0] in _NEVER_FIRST or word.text[-1] in _NEVER_LAST:
        return True
    # What is no script without spaces is a word the recogniser gave in two ("cold", "-hearted").
    return ord(word.text[-1]) < 0x0E00 and ord(following.text[0]) < 0x0E00
