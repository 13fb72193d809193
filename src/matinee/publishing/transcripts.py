"""A film's words to take along: as text to read, and as the captions they came from."""

from collections.abc import Iterable, Iterator

from matinee.catalogue.addresses import transcript_file
from matinee.catalogue.published import Paragraph, TranscriptPageData
from matinee.catalogue.seen.addresses import whole
from matinee.media.captions.cues import read_vtt
from matinee.media.captions.formats import write_captions
from matinee.publishing.files import File


def transcript_files(page: TranscriptPageData) -> Iterator[File]:
    """Yield the words as text, WebVTT and SRT; captions without a word have no files."""
    if not page.paragraphs:
        return
    for ending, text in (
        ("txt", transcript_text(page)),
        ("vtt", page.vtt),
        ("srt", write_captions(read_vtt(page.vtt), "srt")),
    ):
        address = transcript_file(page.film_href, page.language, ending)
        yield File(address, text.encode())


def transcript_text(page: TranscriptPageData) -> str:
    """Return the words in paragraphs, under what they are of and where they stand."""
    year = f" ({page.year})" if page.year else ""
    head = [f"{page.film_title}{year}", whole(page.house, page.address)]
    if page.automatic:
        head.append("Heard by a machine; nobody has been over it yet.")
    return "\n\n".join(("\n".join(head), *_told(page.paragraphs, page.joiner))) + "\n"


def _told(paragraphs: Iterable[Paragraph], joiner: str) -> Iterator[str]:
    for each in paragraphs:
        if each.chapter:
            yield f"# {each.chapter}"
        words = joiner.join(line.words for line in each.lines)
        who = f"{each.speaker}: " if each.speaker else "– " if each.turn else ""
        yield f"{who}{words}"
