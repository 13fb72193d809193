"""Tells why work on a film failed: in full to the log, in a sentence to people."""

import errno
import logging

from matinee.media.errors import MatineeError, ToolFailed, no_room

log = logging.getLogger("matinee.releases")


def in_words(error: Exception, work: str) -> MatineeError:
    """Log a failure in full and return it in words that anyone may read.

    `work` begins the sentence, such as "Encoding Low Water.mp4".
    """
    if isinstance(error, ToolFailed):
        log.error("%s failed: %s", work, error.log_text())
        return error
    if isinstance(error, MatineeError):
        log.warning("%s failed: %s", work, error)
        return error
    log.error("%s failed", work, exc_info=error)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return no_room()
    return MatineeError(
        "unexpected",
        f"{work} failed in a way that Matinee has no words for.",
        "The log of this machine has the details.",
    )
