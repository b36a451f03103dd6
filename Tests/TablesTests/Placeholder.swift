// Replaced by the first test of Tables.
