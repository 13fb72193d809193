"""What is said under the films of the sample site: invented people, and what they think."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One comment; `to` is the key of what it answers, `at` when in May 2026 (day, hour, minute).

    `{come_in}` and the like stand for the addresses of the other sample films.
    """

    key: str
    name: str
    at: tuple[int, int, int]
    text: str
    to: str = ""
    link: str = ""
    moment_s: int | None = None
    badge: str = ""
    pinned: bool = False
    removed: bool = False


HEIGHTS = (
    Said(
        "welcome",
        "Odile Marchbank",
        (4, 7, 30),
        "Good morning. If you kept a record of anything for years, of rain or ferries or what the"
        " baker charged, I would like to hear of it here. I read everything, most of it at night.",
        badge="maker",
        pinned=True,
    ),
    Said(
        "rainfall",
        "Hesper Dunlop",
        (4, 9, 12),
        "My father measured rain for the water board, in a copper funnel behind the greenhouse."
        " Every morning at nine, also on the morning he was married.\n\n"
        "When he died there were fifty-one notebooks. We offered them to three archives. The third"
        " one came with a van and **two people wearing gloves**, and I have not been able to say"
        " since then what it was that moved me so. Now I can: somebody came down to look.",
    ),
    Said(
        "rainfall-maker",
        "Odile Marchbank",
        (4, 22, 41),
        "Fifty-one! May I ask which archive? The ledgers of Saltery Reach are still in a cupboard.",
        to="rainfall",
        badge="maker",
    ),
    Said(
        "rainfall-answer",
        "Hesper Dunlop",
        (5, 8, 3),
        "The county's. They scan anything with columns. I shall send you the name of the woman.",
        to="rainfall-maker",
    ),
    Said(
        "rainfall-third",
        "Casimir Vogt",
        (5, 19, 20),
        "I work in such a place, though not in that one. Please do not sort anything before it"
        " comes to us. The order things lie in is half of what they say.",
        to="rainfall-answer",
    ),
    Said(
        "music",
        "Berit Aas",
        (4, 11, 50),
        "A lovely film, but why must there be music under a voice? I am seventy-eight and at 0:24"
        " I lost half of the sentence.",
        moment_s=24,
    ),
    Said(
        "music-captions",
        "Tunde Alakija",
        (4, 12, 15),
        "There are captions, the button with the two letters. I always have them on, and I hear"
        " well.",
        to="music",
    ),
    Said(
        "music-maker",
        "Odile Marchbank",
        (4, 22, 48),
        "You are right and I am sorry. The sound menu, beside the captions, has another mix of it."
        " Next time I shall put the harp *after* her, not under her.",
        to="music",
        badge="maker",
    ),
    Said(
        "music-thanks",
        "Berit Aas",
        (5, 6, 30),
        "Found it. Watched it twice more.",
        to="music-maker",
    ),
    Said(
        "circle",
        "Ikram Sefrioui",
        (4, 20, 5),
        "The circle! I was on a bus and said “oh” aloud.",
        moment_s=33,
    ),
    Said(
        "recommend",
        "Lorcan Teague",
        (6, 14, 22),
        "If you like how little is done here, two things:\n\n"
        "- [Come In]({come_in}), on this same site, where a door is all that happens;\n"
        "- *Tables for a Small Harbour*, the book, which is a page of figures and then another"
        " page of figures, and which I read to the end.",
    ),
    Said(
        "recommend-answer",
        "Ikram Sefrioui",
        (6, 18, 40),
        "> where a door is all that happens\n\n"
        "And there is [one about how that door was made]({making}), which is as good as the door.",
        to="recommend",
    ),
    Said(
        "pedant",
        "G. Wetherell",
        (7, 10, 0),
        "A small correction. Slack water lasts for minutes at the quay, but out in the channel the"
        " stream runs on for up to an hour after the level stands still. Height and stream are two"
        " things. The film says the one and shows the other.",
    ),
    Said(
        "pedant-maker",
        "Odile Marchbank",
        (7, 23, 11),
        "Ada Quill told me the same, in fewer words, when it was too late to change it.",
        to="pedant",
        badge="maker",
    ),
    Said(
        "pedant-more",
        "Casimir Vogt",
        (8, 9, 34),
        "So there should be a second column.",
        to="pedant-maker",
    ),
    Said(
        "pedant-end",
        "G. Wetherell",
        (8, 9, 58),
        "There should always be a second column.",
        to="pedant-more",
    ),
    Said("advert", "Bargains", (9, 3, 3), "Cheap telescopes!", removed=True),
    Said(
        "advert-answer",
        "Tunde Alakija",
        (9, 7, 15),
        "In bad weather, she used one of these?",
        to="advert",
    ),
    Said(
        "school",
        "Pia Lindqvist",
        (11, 13, 27),
        "We showed it to a class of eleven-year-olds and asked them to write down one thing about"
        " the schoolyard, every day, until the summer. Twenty-six of them still do. One counts the"
        " gulls. One writes “same” each day and has begun to underline it.",
        link="https://saltery-school.example/yard",
    ),
    Said(
        "school-answer",
        "Hesper Dunlop",
        (11, 20, 2),
        "Keep that one's notebook.",
        to="school",
    ),
    Said(
        "translation",
        "مريم الحداد",
        (14, 21, 9),
        "فيلم هادئ وجميل. شكراً لكم.",
    ),
    Said(
        "last",
        "Wim Terlinden",
        (19, 23, 55),
        "Saw it on the telephone, in a ward, with the sound off and the captions on. It was exactly"
        " as long as I had.",
    ),
)

CORRIDOR = (
    Said("doors", "Anselm Roy", (12, 18, 4), "Eleven doors on the way there, twelve on the way"
         " back. Did anyone else count?", moment_s=6),
    Said("doors-yes", "Ikram Sefrioui", (12, 18, 30), "Twelve. One of them is painted.",
         to="doors"),
    Said("dance", "Theo Barr", (13, 9, 45), "I taught her to fall off that bannister. She would"
         " not stop."),
)  # fmt: skip
REMOVED_FOR = "Advertising"
