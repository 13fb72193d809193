"""What leaves the site: pages baked to files when what they show changes."""
