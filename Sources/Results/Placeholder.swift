// Replaced by the first file of Results.
