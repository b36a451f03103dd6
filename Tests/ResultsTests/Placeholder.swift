// Replaced by the first test of Results.
