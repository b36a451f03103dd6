// Replaced by the first file of Distributions.
