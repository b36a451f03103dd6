// Replaced by the first test of Experiments.
