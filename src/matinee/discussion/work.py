"""Sets browsers a sum before they may post, where the site's settings ask for one (altcha).

The ticket comes with `work`: null, or a challenge of altcha's second version, as JSON:

    {"parameters": {"algorithm": "PBKDF2/SHA-256", "cost": 1000, "keyLength": 32,
                    "keyPrefix": "<32 hex digits>", "nonce": "<hex>", "salt": "<hex>",
                    "keySignature": "<hex>", "expiresAt": 1767225600,
                    "data": {"ticket": "<nonce of the ticket>"}},
     "signature": "<hex>"}

The browser counts `counter` up from 0 until the key derived from the password (the bytes of
`nonce`, then the counter as four bytes, big end first) with `salt` (its bytes) and `cost` rounds
of PBKDF2 begins with `keyPrefix`. The counter lies between FEWEST and MOST. `altcha-lib` does
that; so do twenty lines of WebCrypto (`deriveBits`, 256 bits). The form field `work` is then
base64 of the JSON

    {"challenge": <the challenge as it came>, "solution": {"counter": 1234, "derivedKey": "<hex>"}}

A solution belongs to one ticket, and a ticket to one comment: it cannot be used again.
"""

import base64
import json
import secrets
import time
from functools import cache
from typing import Any

from altcha import create_challenge, verify_solution
from django.conf import settings
from django.utils.crypto import salted_hmac

ALGORITHM = "PBKDF2/SHA-256"
COST = 1000
FEWEST, MOST = 1000, 4000
"""How many tries the sum takes: half a second on a desk, a few on a phone."""
GOOD_FOR_S = 24 * 3600


def is_asked() -> bool:
    """Say whether this site asks for the sum at all."""
    return bool(settings.MATINEE.proof_of_work)


def new_challenge(nonce: str) -> dict[str, Any] | None:
    """Return a sum that belongs to the ticket with this nonce; None where none is asked."""
    if not is_asked():
        return None
    challenge = create_challenge(
        ALGORITHM,
        COST,
        counter=FEWEST + secrets.randbelow(MOST - FEWEST),
        expires_at=int(time.time()) + GOOD_FOR_S,
        data={"ticket": nonce},
        hmac_secret=_secret("challenge"),
        hmac_key_secret=_secret("key"),
    )
    return challenge.to_dict()


def is_done(work: str, nonce: str) -> bool:
    """Say whether the sum of the ticket with this nonce was done; True where none is asked."""
    if not is_asked():
        return True
    try:
        sent = json.loads(base64.b64decode(work, validate=True))
        ticket = sent["challenge"]["parameters"]["data"]["ticket"]
        if ticket != nonce:
            return False
        found = verify_solution(work, _secret("challenge"), hmac_key_secret=_secret("key"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    return found.verified


@cache
def _secret(purpose: str) -> bytes:
    return salted_hmac(f"matinee.discussion.work.{purpose}", "", algorithm="sha256").digest()
