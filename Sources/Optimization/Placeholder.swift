// Replaced by the first file of Optimization.
