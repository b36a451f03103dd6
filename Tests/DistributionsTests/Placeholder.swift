// Replaced by the first test of Distributions.
