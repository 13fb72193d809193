"""Letters to and from the public: enquiries about a film, and news of it by e-mail."""
