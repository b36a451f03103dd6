// Replaced by the first file of Quantities.
