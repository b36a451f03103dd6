// Replaced by the first test of GrowthModels.
