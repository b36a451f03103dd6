"""W1 in NumPy: chunks of paths that stay in the cache, the generator's own Poisson and binomial, one thread per chunk."""

from concurrent.futures import ThreadPoolExecutor

import harness

given = harness.options(paths=200_000)

import numpy as np
from growth import *

PATHS, CHUNK = given.paths, 16_384
TARGETS = (TARGET, ENTERPRISE_TARGET, STATION_TARGET)


def simulate(seed, start, results):
    """Fills columns of the three results from `start`; returns counts of first passages, one row an indicator."""
    output, enterprises_at, stations_at = (result[:, start : start + CHUNK] for result in results)
    n = output.shape[1]
    draw = np.random.Generator(np.random.SFC64(seed))
    h = LOWER @ draw.standard_normal((3, n))
    ceiling = np.exp(LN_CEILING - NOISE**2 / 2 + SD_LN_CEILING * h[0])
    rate = np.exp(LN_RATE + SD_LN_RATE * h[1])
    odds = np.exp(rate * (MIDPOINT + SD_MIDPOINT * h[2]))
    decay = np.exp(-rate)
    v = NOISE_LOWER @ draw.standard_normal((3, n))
    enterprises, queue, built = np.full(n, ENTERPRISES), np.zeros(n), np.zeros(n)
    first = np.full((3, n), PERIODS)
    for t in range(PERIODS):
        if t > 0:
            v *= PERSISTENCES[:, None]
            v += INNOVATIONS[:, None] * (NOISE_LOWER @ draw.standard_normal((3, n)))
        odds *= decay
        share = 1 / (1 + odds)
        y = np.exp(NOISE * v[0], out=output[t])
        y *= ceiling
        y *= share
        mean = FOUNDED_LEAST + FOUNDED_MORE * share * (1 - share)
        mean *= np.exp(FOUNDED_NOISE * v[1] - FOUNDED_NOISE**2 / 2)
        enterprises += draw.poisson(mean) - draw.binomial(enterprises, CLOSING)
        enterprises_at[t] = enterprises
        queue += PERMITS if t < PERMIT_PERIODS else 0
        done = np.minimum(np.floor(CAPACITY * np.exp(CAPACITY_NOISE * v[2] - CAPACITY_NOISE**2 / 2)), queue)
        queue -= done
        built += done
        stations_at[t] = built
        for reached, value, target in zip(first, (y, enterprises, built), TARGETS):
            reached[(value >= target) & (reached == PERIODS)] = t
    return np.array([np.bincount(reached, minlength=PERIODS + 1) for reached in first])


def run(seed):
    results = np.empty((PERIODS, PATHS)), np.empty((PERIODS, PATHS), np.int32), np.empty((PERIODS, PATHS), np.int32)
    starts = range(0, PATHS, CHUNK)
    seeds = np.random.SeedSequence(seed).spawn(len(starts))
    found = {}
    with ThreadPoolExecutor(given.workers) as pool:
        first = sum(pool.map(simulate, seeds, starts, [results] * len(starts)))
        for prefix, result, reached, target in zip(INDICATORS, results, first, TARGETS):
            quantiles = list(pool.map(lambda values: np.quantile(values, harness.PROBABILITIES), result))
            means = list(pool.map(np.mean, result))
            found |= harness.describe(prefix, means, quantiles)
            found |= {f"{prefix}attain": np.mean(result[-1] >= target), f"{prefix}ever": 1 - reached[-1] / PATHS}
    above = [result[-1] >= target for result, target in zip(results, TARGETS)]
    return found | {"joint_attain": np.mean(above[0] & above[1] & above[2])}


harness.measure("W1", "NumPy", "f64", given, run, PATHS, PATHS * PERIODS, warm=False)
