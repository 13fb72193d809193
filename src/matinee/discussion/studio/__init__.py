"""The studio’s pages of the conversations: the queue, the record, bans, and the rules."""
