"""What is said under films, by which rules, and what moderators decided."""

from matinee.discussion.models.comment import Comment, Mention, new_key
from matinee.discussion.models.conversation import Conversation, ConversationRules
from matinee.discussion.models.moderation import Ban, Decision, Report
from matinee.discussion.models.people import NoticeAddress, ReplyNotice, Signature

__all__ = [
    "Ban",
    "Comment",
    "Conversation",
    "ConversationRules",
    "Decision",
    "Mention",
    "NoticeAddress",
    "ReplyNotice",
    "Report",
    "Signature",
    "new_key",
]
