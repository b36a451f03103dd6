// Replaced by the first file of GrowthModels.
