// Replaced by the first file of Random.
