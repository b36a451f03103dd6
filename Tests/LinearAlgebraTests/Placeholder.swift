// Replaced by the first test of LinearAlgebra.
