"""The pages that say one thing: not found, and something went wrong."""

from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.published import Head, NoticePageData

_NOTICES = {
    404: ("Nothing is showing here", "The page may have moved, or the address has a slip in it."),
    500: ("The projector stopped", "Something went wrong on our side. Please try again shortly."),
}


def notice_page(status: int) -> NoticePageData:
    """Return the notice for a status; its file stands at the root of the public folder."""
    title, text = _NOTICES[status]
    return NoticePageData(
        gather_house(), Head(listed=False), f"/{status}.html", status, title, text
    )
