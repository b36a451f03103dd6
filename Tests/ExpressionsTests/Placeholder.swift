// Replaced by the first test of Expressions.
