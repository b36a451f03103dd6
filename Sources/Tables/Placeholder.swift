// Replaced by the first file of Tables.
