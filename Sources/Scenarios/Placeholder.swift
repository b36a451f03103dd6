// Replaced by the first file of Scenarios.
