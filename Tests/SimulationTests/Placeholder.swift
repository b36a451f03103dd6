// Replaced by the first test of Simulation.
