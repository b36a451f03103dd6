// Replaced by the first test of Scenarios.
