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


def sweep_draws(seed, Real):
    """The normals all points share: three per path, and a noise of persistence 0.7 per period and path."""
    draw = np.random.Generator(np.random.SFC64(seed))
    h = LOWER.astype(Real) @ draw.standard_normal((3, SWEEP_PATHS), dtype=Real)
    v = draw.standard_normal((SWEEP_PERIODS, SWEEP_PATHS), dtype=Real)
    for t in range(1, SWEEP_PERIODS):
        v[t] *= Real(INNOVATION)
        v[t] += Real(PERSISTENCE) * v[t - 1]
    return h, v


def sweep_attainment(h, v, ceiling, rate, midpoint, noise):
    """Share of the paths whose greatest value reaches the target, in the precision of the draws."""
    Real = h.dtype.type
    scaled = np.exp(Real(np.log(ceiling / TARGET) - noise**2 / 2) + Real(0.15) * h[0])
    r = np.exp(Real(np.log(rate)) + Real(0.15) * h[1])
    odds = np.exp(r * (Real(midpoint) + Real(3) * h[2]))
    decay = np.exp(-r)
    y, bar = np.empty_like(odds), np.empty_like(odds)
    reached = np.zeros(len(odds), bool)
    for t in range(SWEEP_PERIODS):
        odds *= decay
        np.multiply(v[t], Real(noise), out=y)
        np.exp(y, out=y)
        y *= scaled
        np.add(odds, Real(1), out=bar)
        reached |= y >= bar
    return np.count_nonzero(reached) / len(odds)


def describe_sweep(attainments):
    found = {f"attain_{point}": attainments[point] for point in (0, 1, 2, 499, 999)}
    return found | {"mean_attain": np.mean(attainments)}
