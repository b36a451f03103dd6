// Replaced by the first test of Optimization.
