"""Films, people, companies and credits: what editors write and the public reads."""
