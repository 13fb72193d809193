"""Says who may moderate, and lets the studio's usual groups do so from the beginning."""

from typing import Any

from django.apps import apps as all_apps

MODERATE = "discussion.moderate"
ERASE = "discussion.erase"
GROUPS = ("Moderators", "Editors")
"""The groups that every new studio has (Wagtail makes them)."""


def may_moderate(user: Any) -> bool:
    """Say whether an account may moderate conversations, change their rules and answer."""
    return bool(user.is_active and user.has_perm(MODERATE))


def may_erase(user: Any) -> bool:
    """Say whether an account may give out and erase what is kept about a person."""
    return bool(user.is_active and user.has_perm(ERASE))


def grant_first(using: str, **news: Any) -> None:
    """Make the permission and give it to the groups; only when it is new.

    Sent after every migration. A group from which somebody took it keeps without it.
    """
    comment = all_apps.get_model("discussion", "Comment")
    kinds = all_apps.get_model("contenttypes", "ContentType").objects.db_manager(using)
    kind = kinds.get_for_model(comment)
    permission, made = (
        all_apps.get_model("auth", "Permission")
        .objects.using(using)
        .get_or_create(
            content_type=kind,
            codename="moderate",
            defaults={"name": "Can moderate conversations"},
        )
    )
    if made:
        for group in all_apps.get_model("auth", "Group").objects.using(using):
            if group.name in GROUPS:
                group.permissions.add(permission)
