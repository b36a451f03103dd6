// Replaced by the first file of Expressions.
