"""What the page of the sample film says beside what its entry says already."""

LOGLINE = "A woman, a wooden post and thirty-one years of the sea going up and down."

LONG_SYNOPSIS = """\
Saltery Reach lies where a slow river meets the highest tides of its coast. In 1988 the harbour
office asked Ada Quill to read the tide board for a fortnight, until somebody was found. Nobody was
looked for. She read it every quarter of an hour that she was awake, and her neighbours read it
while she slept.

The film stays for one night and one morning. It watches the post from the window she used in bad
weather, follows the stars and the mist across the bay, and arrives with the first light at the
figures that a machine now keeps. Nobody speaks in it but the narrator, who has read the books.
"""

OPENING = """\
<p>I came to Saltery Reach to photograph a bridge. It was closed. The only person about was a woman
in a yellow coat who stood on the slip with a torch, looking at a post. She said a number, wrote it
down, and asked whether I wanted tea.</p>
<p>Saltery Reach keeps forty-four ledgers in a dry cupboard behind the harbour office. Each page has
ninety-six lines, one for every quarter of an hour, and on each line stands a height in metres and
centimetres, a word about the weather, and the initials of whoever went down to look. Thirty-one
years of them are signed A.Q.</p>
"""

MIDDLE = """\
<p>Twice in every tide the water stands still. It rises for about six hours, and before it turns
there are some minutes in which it does neither. No column was ruled for that. Ada Quill put a
circle there, the size of a lentil, drawn without lifting the pen. There are nearly forty-four
thousand of them.</p>
"""

CLOSING = """\
<p>In 2019 a float and a wire took over. They are right to the millimetre and they never sleep in.
She still goes down before breakfast, with a pencil.</p>
<p>I could have sold this film to a channel that wanted it twice as long, with a storm. It is given
away instead, at its own length, because the people who drew those circles should be able to see it
on the telephone they have.</p>
<h2>About this sample</h2>
<p>Nothing here was filmed, and nobody in the credits exists. Matinee painted every frame and played
every note when this site was made, in less time than the film takes to watch. Then it treated the
result as it would treat yours: it measured it, encoded it, checked it and set this page.</p>
"""

STILL_CAPTIONS = {
    "post": "The board at half tide. The lowest metre is repainted every May.",
    "window": "The window of the harbour office, from which it was read in bad weather.",
    "stars": "Two in the morning, low water.",
    "mist": "Slack. For six minutes nothing moves.",
    "marsh": "Cordgrass behind the slip.",
}
STILL_ALTS = {
    "post": "A painted tide board standing in dark water, lit by a torch",
    "window": "Rain running down a window, with lights beyond it",
    "stars": "A night sky over flat water",
    "mist": "Mist lying over still water at dawn",
    "marsh": "Tall grass against a low sun",
}

QUOTATION = ("Nobody told me to stop, so I suppose I am still doing it.", "Ada Quill")

BORROWED = (
    (
        "<p>“It is ten lines and one post, and I have rarely been so unwilling to look away. When"
        " the circle comes you have been waiting for it all your life.”</p>"
    ),
    "Marta Reyes, “Small films, long tides”, The Estuary Review",
    "https://estuary-review.example/small-films",
    "3 May 2026",
)

NOTE = (
    (
        "<p>We show the film in the cut that played at Harbour Light. The narration can be turned"
        " off: choose “Music and effects” in the sound menu.</p>"
    ),
    "The editor",
)

BOOKS = (
    (
        "The Circle and the Line",
        "https://slipway-press.example/circle",
        "Odile Marchbank's notebook of the winter, with forty photographs",
    ),
    (
        "Tables for a Small Harbour",
        "https://slipway-press.example/tables",
        "the ledger of 1994, in facsimile",
    ),
)

SUPPORT_TEXT = (
    "Odile Marchbank is finishing The Dredger, a longer film from the same bay. What comes in here"
    " pays for its sound. There is no hurry; watch this one first."
)
SUPPORT_LINKS = (
    ("Support The Dredger", "https://lantern-row.example/support"),
    ("Buy the book", "https://slipway-press.example/circle"),
)

AWARDS = (
    ("Best Short Documentary", "Harbour Light Festival", 2026),
    ("Special mention of the jury", "Northern Rooms", 2026),
    ("Official selection", "Festival of Slow Pictures", 2026),
)

PRESS = (
    (
        "Eighty seconds of tide table, and not one too many.",
        "Ivo Lindqvist",
        "Stage and Slip",
        "https://stage-and-slip.example/heights",
    ),
    ("The best film about a post that you will see.", "", "Saltery Reach Courier", ""),
)

CONTACT = (
    ("Press and stills", "Hana Wexley", "press@lantern-row.example", ""),
    ("Sales", "Skerry Pictures", "", "https://skerry-pictures.example"),
)

BIOGRAPHY = """\
<p>Odile Marchbank photographs places where people measure things. She has made four short films,
two of them by herself and none of them long. Her notebook The Circle and the Line came out with
Slipway Press. She lives beside a canal and is often out.</p>
"""

WORKSHOP = """\
<p>A wooden building, two cameras and a kettle, open to whoever lives at the Reach. The workshop has
helped to make eleven films since 2009 and asks for nothing but a print.</p>
"""
