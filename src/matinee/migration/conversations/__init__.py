"""Conversations on the move: from WordPress, Disqus, Isso and other sites of ours, and to those."""
