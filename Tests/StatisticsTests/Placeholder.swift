// Replaced by the first test of Statistics.
