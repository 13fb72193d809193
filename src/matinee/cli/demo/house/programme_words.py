"""The sample programme and the films in it: a song, an advertisement, two others."""

from matinee.catalogue.entry import FilmEntry

PROGRAMME = "In front of the lens"
PROGRAMME_INTRODUCTION = """\
<p>Five small films in which the trick stands in the room. No one of them hides how it is done, and
I still cannot say where the cuts are.</p>
"""
CURATOR = "Hana Wexley"
CURATOR_BIOGRAPHY = """\
<p>Hana Wexley writes captions by day and watches films with the sound off by night. She runs the
Thursday screen at the Saltery Reach Film Workshop.</p>
"""

CORRIDOR = FilmEntry(
    title="Corridor",
    kind="music-video",
    year=2026,
    credits_text="""\
Artist: The Saltmen
Featured artist: Noor Bellweather
Director: Pau Ferrant
Producer: Milk Street Films
Cinematographer: Iwan Rees
Choreography: Ines Ro
Movement coach: Theo Barr
Editor: Mo Tan
Colourist: Lena Obuya at Tonal
Commissioner: Jude Alder
""",
    synopsis="One building, a great many rooms, and a camera that never stops to knock.",
    subjects=("Rooms", "Music"),
)
CORRIDOR_NOTE = (
    "<p>One building and no edit that I can find. I have counted the doors twice and there is one"
    " too many.</p>"
)

COME_IN = FilmEntry(
    title="Come In",
    kind="advertisement",
    year=2025,
    credits_text="""\
Director: Ines Varga
Brand: Brightwell
Featured artist: Ijo Brandt
Agency: Fieldfare
Production company: Roundhouse
Executive producers for Brightwell: Dana Wick & Leo Brandt
Cinematographer: Iwan Rees
Production designer: Kofi Mensah
Editor: Mo Tan at Cutaway
Music: Ingrid Amsel
""",
    synopsis="A lamp swings, a wall gives way, and somebody holds a door open.",
    subjects=("Rooms", "Light"),
)
COME_IN_NOTE = (
    "<p>Plywood, a lamp and a budget. I stopped breathing when the wall bent, and so will you. Its"
    " making-of is next.</p>"
)
COME_IN_BORROWED = (
    (
        "<p>The slats hang on hinges, so the wall could lean while the lamp moved. Very little"
        " was added afterwards: a cord was painted out, and then painted in again because the"
        " room looked wrong without it.</p>"
    ),
    "“A wall that listens”, Stage and Slip",
    "https://stage-and-slip.example/come-in",
    "November 2025",
)

MAKING = FilmEntry(
    title="Making Come In",
    kind="making-of",
    year=2025,
    credits_text="Director: Danilo Park\nWith: Ines Varga, Kofi Mensah\n",
    synopsis="The drawing before the wall, drawn again for the camera.",
    subjects=("Rooms",),
)
MAKING_NOTE = "<p>Better than a magician explaining, because she draws faster than he talks.</p>"

OUT_OF_SEASON = FilmEntry(
    title="Out of Season",
    kind="short",
    year=2017,
    countries=("Mexico",),
    credits_text=(
        "The film features Katrin Winterbourne, Carl Moreno and Ida Fonn. Shot on location in"
        " Mexico, the film is written and directed by Jem Asper, produced by Halden Films and Arms"
        " (a Milkwood Company) and Executive Producer Liv Tandy.\nCommissioned by: Halden Coats"
    ),
    synopsis="Eleven minutes of weather and regret at a seaside hotel that has closed.",
    subjects=("The sea", "Work"),
)
OUT_OF_SEASON_URL = "https://video.example/w/kkGMgK9ZtnKfYAgnEtQxbv"
OUT_OF_SEASON_NOTE = (
    "<p>I expected a catalogue, and the coats are barely in it. It plays from its own host. This"
    " one is invented like everything here, so the line is dead: ours would not be.</p>"
)

DREDGER = FilmEntry(
    title="The Dredger",
    kind="feature",
    credits_text=(
        "Director: Odile Marchbank\nProducer: Teodor Vance\n"
        "Production company: Lantern Row Pictures"
    ),
    synopsis=(
        "A ship digs the same channel every winter, and every summer the sand comes home. Seven"
        " people live on board."
    ),
    subjects=("The sea", "Work"),
)
DREDGER_SUPPORT = "The picture is cut. Eleven weeks of sound are still to be paid for."

HEIGHTS_NOTE = "<p>And then watch a post. It is the best door in the programme.</p>"

TRAILER = FilmEntry(
    title="A Book of Heights, trailer",
    kind="trailer",
    year=2026,
    credits_text="Editor: Priya Lundgaard\n",
    synopsis="Ten seconds of harbour, and a number.",
)

SUBJECT_WORDS = {
    "The sea": "<p>Films that get their feet wet.</p>",
    "Rooms": "<p>Walls, doors, and what a camera does between them.</p>",
}
PLACE_WORDS = "<p>Two slips, one post, and the highest tides of this coast.</p>"

FRONT_WORDS = """\
<p>This is a sample. Everything on it was made by the program that shows it: films, sound, words and
names. Sign in at the studio and change what you like; nothing here is anybody's.</p>
"""
