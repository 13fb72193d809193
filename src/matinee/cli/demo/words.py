"""The sample film's words: title, narration in two languages, credits, and its page."""

from dataclasses import dataclass

TITLE = "A Book of Heights"
SITE_NAME = "Matinee"
YEAR = 2026
COUNTRIES = ("CA",)
LANGUAGES = ("en",)
PLACES = ("Saltery Reach",)
SUBJECTS = ("The sea", "Measurement", "Work")
RIGHTS = "Free to watch, and to show wherever nobody pays to come in."


@dataclass(frozen=True)
class Line:
    """One sentence of the narrator's, the shot it belongs to, and its French captions."""

    shot: str
    enters_s: float
    """Seconds after the shot's first frame, at the earliest."""
    english: str
    french: str


NARRATION = (
    Line(
        "harbour",
        0.8,
        "At the mouth of the river there is a post with numbers on it.",
        "À l'embouchure, il y a un poteau avec des chiffres.",
    ),
    Line(
        "post",
        0.6,
        "Every quarter hour, somebody reads it, and writes the number in a book.",
        "Chaque quart d'heure, quelqu'un le lit et note le chiffre dans un livre.",
    ),
    Line(
        "window",
        0.5,
        "Ada Quill did this for thirty-one years.",
        "Ada Quill l'a fait trente et un ans.",
    ),
    Line(
        "window",
        3.2,
        "In bad weather, she used a telescope.",
        "Par mauvais temps, à la longue-vue.",
    ),
    Line(
        "stars",
        0.5,
        "The sea here climbs nine metres, twice a day, and hardly makes a sound.",
        "Ici, la mer monte de neuf mètres deux fois par jour, presque sans bruit.",
    ),
    Line("mist", 0.5, "Then it stops.", "Puis elle s'arrête."),
    Line(
        "mist",
        2.1,
        "For six minutes, the river has nowhere to go.",
        "Six minutes, et le fleuve n'a nulle part où aller.",
    ),
    Line(
        "marsh",
        0.5,
        "On that line of the book, she drew a small circle.",
        "À cette ligne du livre, elle traçait un petit rond.",
    ),
    Line(
        "first-light",
        0.7,
        "The post counts for itself now.",
        "Le poteau compte seul, à présent.",
    ),
    Line(
        "first-light",
        3.2,
        "Most mornings, she walks down to see if they agree.",
        "Presque chaque matin, elle descend comparer.",
    ),
)

CREDITS = """\
Text, photographs and film: Odile Marchbank
Director: Odile Marchbank
Writer: Odile Marchbank
Producer: Teodor Vance
Executive producers for the Harbour Trust: Ruth Ellander and Jon Abara
With: Ada Quill
Narrator: Wren Halloran
Cinematographer: Tomas Ferrier
Camera assistant: Noor Bellweather
Sound: Caleb Thistlewood
Sound design: Yuki Armitage
Re-recording mixer: Bastien Roykemp at Quiet Street
Editor: Priya Lundgaard
Music: Ingrid Amsel
Piano: Jonas Petrakis
Colourist: Lena Obuya
Titles: Marguerite Foss
Research: Dafydd Nkemelu
Production manager: Sol Hendry
Translation: Élise Thibodeau
Captions: Hana Wexley
Production company: Lantern Row Pictures
In association with: Saltery Reach Film Workshop
"""

SYNOPSIS = (
    "For thirty-one years Ada Quill read the height of the tide off a wooden post and wrote it "
    "in a book. One night and one morning with the water she measured."
)

STATEMENT = """\
<p>I had gone to the harbour office to ask about something else. The ledgers were on the table
because the cupboard was being painted. I opened one, saw a column of numbers going up and coming
down again, and at the top and the bottom of each slope a small circle. I asked what they were.
“That's where I waited,” she said.</p>
"""

END_CARD = (
    ("Written and directed by", "Odile Marchbank"),
    ("Photographed by", "Tomas Ferrier"),
    ("Music by", "Ingrid Amsel"),
)
END_COMPANIES = "Lantern Row Pictures  ·  Saltery Reach Film Workshop  ·  2026"
