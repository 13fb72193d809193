"""Masters, encode jobs, and what was made from them."""
