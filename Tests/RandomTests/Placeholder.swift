// Replaced by the first test of Random.
