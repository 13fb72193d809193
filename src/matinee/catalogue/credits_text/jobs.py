"""Tells jobs that the vocabulary does not know from other words: "Goat wrangler"."""

import re

# Endings and words of jobs; those of _LOOSELY end other words too.
_ENDINGS = (
    r"\w*(?:grapher|maker|wrangler|manager|operator|coordinator|supervisor|consultant|engineer|"
    r"technician|designer|trainer|keeper|liaison|advisor|adviser|director|producer|editor|artist|"
    r"officer|assistant|painter|builder|handler|buyer|planner|strategist|stylist|rigger|coach|"
    r"instructor|translator|interpreter|curator|specialist|inspector|representative|secretary|"
    r"administrator|controller|chaperone|assistenz|leitung|leiter|leiterin|betreuung|beratung)s?|"
    r"assistente|asistente|ayudante|responsable|chargée?|régisseur|interns?|trainees?|piano|guitar|"
    r"violin|viola|cello|drums|bass|flute|trumpet|accordion|percussion|harp|medic|security"
)
_LOOSELY = r"\w*(?:handler|leader|master|player|worker|pilot|teacher|expert|executive)s?|\w+ing"
_JOB = re.compile(rf"(?:.*\s)?(?:{_ENDINGS})$", re.IGNORECASE)
_MAY_BE_JOB = re.compile(
    rf"\b(?:{_ENDINGS}|{_LOOSELY}|\w+(?:eur|euse|trice)|nurse|guard|design|by|to)\b", re.IGNORECASE
)


def is_job(text: str) -> bool:
    """Tell whether a text ends with a word that only jobs end with."""
    return len(text) < 60 and bool(_JOB.match(text))


def may_be_job(text: str) -> bool:
    """Tell whether a text holds a word of jobs, even one that other words share."""
    return len(text) < 100 and bool(_MAY_BE_JOB.search(text))
