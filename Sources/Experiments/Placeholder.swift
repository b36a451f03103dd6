// Replaced by the first file of Experiments.
