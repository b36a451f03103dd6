// Replaced by the first test of SpecialFunctions.
