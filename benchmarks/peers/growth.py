"""Constants of workloads W1a, W1 and W3. Import it after harness."""

import numpy as np

PERIODS = 60
LN_CEILING, SD_LN_CEILING = np.log(1000.0), 0.25
LN_RATE, SD_LN_RATE = np.log(0.12), 0.20
MIDPOINT, SD_MIDPOINT = 30.0, 6.0
# Of (ln ceiling, ln rate, midpoint).
LOWER = np.linalg.cholesky(np.array([[1, -0.4, 0.3], [-0.4, 1, -0.5], [0.3, -0.5, 1]]))
NOISE, TARGET = 0.10, 800.0
PERSISTENCE = 0.7
INNOVATION = np.sqrt(1 - PERSISTENCE**2)

# W1: noises of the three indicators.
NOISE_LOWER = np.linalg.cholesky(np.array([[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]]))
PERSISTENCES = np.array([0.7, 0.5, 0.6])
INNOVATIONS = np.sqrt(1 - PERSISTENCES**2)
ENTERPRISES, CLOSING, FOUNDED_LEAST, FOUNDED_MORE, FOUNDED_NOISE = 200, 0.015, 2.0, 40.0, 0.3
PERMITS, PERMIT_PERIODS, CAPACITY, CAPACITY_NOISE = 60, 50, 55.0, 0.35
ENTERPRISE_TARGET, STATION_TARGET = 350, 2900
INDICATORS = ("output_", "enterprises_", "stations_")

# W3.
SWEEP_PERIODS, SWEEP_PATHS, SWEEP_POINTS = 40, 10_000, 1_000


def sweep_points():
    """Ceiling, rate, midpoint, noise of the 1,000 points."""
    index = np.arange(SWEEP_POINTS)[:, None] + 0.5
    u = np.mod(index * 1.1673039782614187 ** -np.arange(1, 5), 1.0)
    return 700 + 600 * u[:, 0], 0.08 + 0.12 * u[:, 1], 15 + 15 * u[:, 2], 0.05 + 0.15 * u[:, 3]
