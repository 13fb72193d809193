"""What is said in a sound file: words with their times."""
