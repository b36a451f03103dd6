// Replaced by the first test of Quantities.
