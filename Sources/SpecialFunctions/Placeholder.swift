// Replaced by the first file of SpecialFunctions.
