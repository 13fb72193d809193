"""What Wagtail's studio shows of the correspondence."""

from wagtail import hooks

from matinee.correspondence.studio import CorrespondenceGroup


@hooks.register("register_admin_viewset")
def correspondence() -> CorrespondenceGroup:
    """Add enquiries and news to the menu."""
    return CorrespondenceGroup()
