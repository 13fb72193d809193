"""The vocabulary of roles that films credit people and companies with.

Only the vocabulary's keys are stored; wording is looked up when a page is made, so a
printed label can be mended for every film at once. A credit may carry wording of its own.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Department(StrEnum):
    """Where on a film a role belongs."""

    DIRECTION = "Direction"
    WRITING = "Writing"
    PRODUCTION = "Production"
    CAST = "Cast"
    CAMERA = "Camera"
    LIGHT = "Light and grip"
    SOUND = "Sound"
    EDITING = "Editing"
    ART = "Art"
    COSTUME = "Costume and make-up"
    MUSIC = "Music"
    EFFECTS = "Effects and animation"
    LABORATORY = "Post-production"
    ACCESS = "Language and access"
    RELEASE = "Release"
    THANKS = "Thanks"


@dataclass(frozen=True)
class Role:
    """A role and how it is printed for one name and for several.

    `leading` roles are shown beside the film's words, all others only in the roll;
    `maker` roles make the byline. `also` are other wordings, read but not printed.
    """

    key: str
    one: str
    many: str
    department: Department
    leading: bool = False
    maker: bool = False
    also: tuple[str, ...] = ()

    def label(self, count: int) -> str:
        """Return the printed label above that many names."""
        return self.one if count == 1 else self.many


def role(key: str) -> Role:
    """Return a role by its key; a key no longer in the vocabulary is a role without wording."""
    return ROLES.get(key, OTHER)


@cache
def role_called(wording: str) -> Role:
    """Find the role that a printed label means, OTHER when there is none.

    Case and an ending "by" do not matter. A label of several roles ("Director and
    camera") means its maker role, else the first one known.
    """
    known = _wordings()
    if found := known.get(_plain(wording)):
        return found
    parts = (_plain(part) for part in re.split(r",|/|&|\+|\band\b", wording))
    among = [known[part] for part in parts if part in known]
    return next((each for each in among if each.maker), among[0] if among else OTHER)


def role_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the vocabulary as grouped form choices, free wording last."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in ROLES.values():
        groups.setdefault(each.department.value, []).append((each.key, each.one))
    return [*groups.items(), ("Other", [(OTHER.key, "In your own words")])]


@cache
def _wordings() -> dict[str, Role]:
    return {
        _plain(wording): each
        for each in reversed(ROLES.values())
        for wording in (each.one, each.many, *each.also)
    }


def _plain(wording: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", wording.casefold()))
    return words.removesuffix(" by")


def _read(department: Department, table: str) -> list[Role]:
    """Read lines of `key | one | many | also; also`; * is leading, ** is maker and leading."""
    rows = []
    for line in table.strip().splitlines():
        key, one, many, also = (part.strip() for part in line.split("|"))
        stars = len(key) - len(key.rstrip("*"))
        others = tuple(other.strip() for other in also.split(";") if other.strip())
        rows.append(Role(key.rstrip("*"), one, many, department, stars > 0, stars > 1, others))
    return rows


OTHER = Role("other", "", "", Department.THANKS)

_TABLES = {
    Department.DIRECTION: """
director**              | Director | Directors | Directed by; Direction; Co-director; A film by
filmmaker**             | Film-maker | Film-makers | Filmmaker; Film; Films; Made by
assistant-director      | Assistant director | Assistant directors | First assistant director; 1st AD; Second assistant director; 2nd AD
second-unit-director    | Second unit director | Second unit directors |
script-supervisor       | Script supervisor | Script supervisors | Continuity; Scripte
casting                 | Casting | Casting | Casting director; Casting by
choreographer*          | Choreography | Choreography | Choreographer; Choreographers
movement-coach          | Movement coach | Movement coaches | Movement
intimacy-coordinator    | Intimacy coordinator | Intimacy coordinators |
dialogue-coach          | Dialogue coach | Dialogue coaches | Dialect coach
""",
    Department.WRITING: """
writer*                 | Writer | Writers | Written by; Text; Words; Screenplay; Screenwriter; Script
story                   | Story | Story | Story by
based-on                | Based on | Based on | Source; After
script-editor           | Script editor | Script editors | Story editor; Script consultant
narration-writer        | Narration written by | Narration written by | Commentary; Narration writer
researcher              | Research | Research | Researcher; Researchers
archive-researcher      | Archive research | Archive research | Archive researcher; Archive producer; Archive
""",
    Department.PRODUCTION: """
producer*               | Producer | Producers | Produced by
co-producer             | Co-producer | Co-producers |
executive-producer*     | Executive producer | Executive producers | EP; Exec producer
associate-producer      | Associate producer | Associate producers |
line-producer           | Line producer | Line producers |
supervising-producer    | Supervising producer | Supervising producers |
impact-producer         | Impact producer | Impact producers |
commissioning-editor    | Commissioning editor | Commissioning editors |
commissioner*           | Commissioned by | Commissioned by | Client
production-company*     | Production company | Production companies | A production of; Production
co-production-company   | In association with | In association with | In co-production with
presenter-company       | Presented by | Presented by | Presents
funder                  | Supported by | Supported by | With the support of; Funder; Funded by
production-manager      | Production manager | Production managers | Unit production manager; UPM
production-coordinator  | Production coordinator | Production coordinators |
production-assistant    | Production assistant | Production assistants | Runner; Runners
location-manager        | Location manager | Location managers | Locations; Location scout
fixer                   | Local production | Local production | Fixer; Fixers
accountant              | Production accountant | Production accountants | Accounts
legal                   | Legal services | Legal services | Legal; Clearances
transport               | Transport | Transport | Driver; Drivers
catering                | Catering | Catering | Craft service
""",
    Department.CAST: """
cast*                   | With | With | Cast; Starring; Featuring; Actor; Actress; Actors
participant             | Participant | Participants | Contributor; Contributors
interviewee             | Interview | Interviews | Interviewee; Interviewees
interviewer             | Interviewer | Interviewers |
narrator*               | Narrator | Narrators | Narration; Narrated by; Voice-over; Commentary spoken by
voice                   | Voice | Voices | Voice actor; Voice actors
presenter               | Presenter | Presenters | Host
dancer                  | Dancer | Dancers | Dance
extra                   | Extra | Extras | Background
stunts                  | Stunts | Stunts | Stunt performer; Stunt coordinator
animal-trainer          | Animal trainer | Animal trainers | Animal wrangler
""",
    Department.CAMERA: """
cinematographer*        | Cinematographer | Cinematographers | Director of photography; DP; DoP; Photography; Cinematography; Photographed by
camera-operator         | Camera | Camera | Camera operator; Camera operators; Cameraperson
camera-assistant        | Camera assistant | Camera assistants | Focus puller; First assistant camera; 1st AC; Second assistant camera; 2nd AC
data-manager            | Data manager | Data managers | DIT; Digital imaging technician
steadicam               | Steadicam | Steadicam | Steadicam operator; Gimbal operator
aerial-photography      | Aerial photography | Aerial photography | Drone; Drone operator
underwater-photography  | Underwater photography | Underwater photography |
additional-camera       | Additional camera | Additional camera | Additional photography
stills                  | Photographs | Photographs | Photos; Stills; Still photographer; Unit stills; Photographer
""",
    Department.LIGHT: """
gaffer                  | Gaffer | Gaffers | Chief lighting technician
electrician             | Electrician | Electricians | Best boy; Spark; Sparks; Lighting technician
lighting-designer       | Lighting design | Lighting design | Lighting designer; Light
grip                    | Grip | Grips | Key grip; Dolly grip
""",
    Department.SOUND: """
sound*                  | Sound | Sound | Sound recordist; Sound recordists; Location sound; Production sound mixer
boom-operator           | Boom operator | Boom operators | Boom
sound-designer*         | Sound design | Sound design | Sound designer; Sound designers
sound-editor            | Sound editor | Sound editors | Supervising sound editor; Sound editing
dialogue-editor         | Dialogue editor | Dialogue editors | ADR editor
foley                   | Foley | Foley | Foley artist; Foley artists
mixer                   | Re-recording mixer | Re-recording mixers | Sound mix; Sound mixer; Mix; Dubbing mixer
""",
    Department.EDITING: """
editor*                 | Editor | Editors | Edited by; Editing; Film editor; Picture editor; Cut by
assistant-editor        | Assistant editor | Assistant editors |
additional-editing      | Additional editing | Additional editing |
online-editor           | Online editor | Online editors | Conform
""",
    Department.ART: """
production-designer*    | Production designer | Production designers | Production design
art-director            | Art director | Art directors | Art direction
set-decorator           | Set decorator | Set decorators | Set decoration; Set dresser
props                   | Props | Props | Property master
construction            | Construction | Construction | Construction coordinator; Carpenter; Carpenters
scenic-artist           | Scenic artist | Scenic artists |
storyboard-artist       | Storyboard artist | Storyboard artists | Storyboards
title-designer          | Titles | Titles | Title designer; Title design; Graphic design
poster-designer         | Poster | Poster | Poster designer; Poster design
""",
    Department.COSTUME: """
costume-designer        | Costume designer | Costume designers | Costumes; Costume design; Wardrobe
make-up                 | Make-up | Make-up | Make-up artist; Hair and make-up
hair                    | Hair | Hair | Hair stylist
""",
    Department.MUSIC: """
composer*               | Music | Music | Composer; Composers; Music by; Original music; Score
music-supervisor        | Music supervisor | Music supervisors |
songwriter              | Song | Songs | Songwriter; Song by; Lyrics; Lyricist
musician                | Musician | Musicians | Performed by; Music performed by
singer                  | Vocals | Vocals | Singer; Singers
conductor               | Conductor | Conductors | Conducted by
arranger                | Arrangements | Arrangements | Arranger; Orchestrator; Arranged by
""",
    Department.EFFECTS: """
visual-effects          | Visual effects | Visual effects | VFX; Visual effects supervisor; Compositing; Compositor
special-effects         | Special effects | Special effects | SFX; Special effects supervisor
animation-director      | Animation director | Animation directors |
animator*               | Animation | Animation | Animator; Animators; Animated by
character-designer      | Character design | Character design | Character designer
puppeteer               | Puppeteer | Puppeteers | Puppets
""",
    Department.LABORATORY: """
post-supervisor         | Post-production supervisor | Post-production supervisors | Post-production
colourist               | Colourist | Colourists | Colorist; Colour; Color; Grade; Grading; Colour grading; Color grading
laboratory              | Laboratory | Laboratories | Lab
restoration             | Restoration | Restoration | Restored by
""",
    Department.ACCESS: """
translator              | Translation | Translation | Translator; Translators; Translated by
subtitler               | Subtitles | Subtitles | Subtitler; Subtitling
captioner               | Captions | Captions | Captioner; Captioning
audio-describer         | Audio description | Audio description | Audio describer
sign-language           | Sign language | Sign language | Sign language interpreter
""",
    Department.RELEASE: """
distributor             | Distribution | Distribution | Distributor
sales                   | World sales | World sales | Sales agent
publicist               | Press | Press | Publicist
copyright-holder        | Copyright | Copyright | Copyright holder; Rights
curator                 | Chosen by | Chosen by | Curator; Curated by; Programme by
""",
    Department.THANKS: """
consultant              | Adviser | Advisers | Consultant; Consultants; Advisor
thanks                  | Thanks | Thanks | Special thanks; Thanks to; With thanks to
dedication              | In memory of | In memory of | Dedication; Dedicated to
""",
}

ROLES: dict[str, Role] = {
    each.key: each for department, table in _TABLES.items() for each in _read(department, table)
}
