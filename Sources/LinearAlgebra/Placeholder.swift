// Replaced by the first file of LinearAlgebra.
