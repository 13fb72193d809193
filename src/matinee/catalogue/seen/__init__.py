"""What pages tell machines: search engines, feed readers, and those who share their links."""
