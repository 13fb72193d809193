"""What comes in from elsewhere, and what leaves to go elsewhere."""
