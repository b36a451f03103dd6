"""W1 in Numba: a loop over paths, the paths kept, np.quantile.

library: np.random's Poisson and binomial; inversion: both by going through their probabilities in order.
"""

import harness

given = harness.options(paths=200_000, variants=("library", "inversion"))

import numba
import numpy as np
from growth import *
from numba import njit, prange

numba.set_num_threads(given.workers)
PATHS, CHUNK = given.paths, 4096
PROBABILITIES = np.array(harness.PROBABILITIES)
L21, L22, L31, L32, L33 = LOWER[1, 0], LOWER[1, 1], LOWER[2, 0], LOWER[2, 1], LOWER[2, 2]
N21, N22, N31, N32, N33 = NOISE_LOWER[1, 0], NOISE_LOWER[1, 1], NOISE_LOWER[2, 0], NOISE_LOWER[2, 1], NOISE_LOWER[2, 2]
PHI1, PHI2, PHI3 = PERSISTENCES
REST1, REST2, REST3 = INNOVATIONS
LN_STAYING, ODDS = np.log1p(-CLOSING), CLOSING / (1 - CLOSING)


@njit
def poisson_library(mean):
    return np.random.poisson(mean)


@njit
def binomial_library(n):
    return np.random.binomial(n, CLOSING)


@njit
def poisson_inversion(mean):
    u, p, k = np.random.random(), np.exp(-mean), 0
    while u > p and k < 400:
        u -= p
        k += 1
        p *= mean / k
    return k


@njit
def binomial_inversion(n):
    u, p, k = np.random.random(), np.exp(n * LN_STAYING), 0
    while u > p and k < n:
        u -= p
        p *= (n - k) / (k + 1) * ODDS
        k += 1
    return k


poisson = poisson_library if given.variant == "library" else poisson_inversion
binomial = binomial_library if given.variant == "library" else binomial_inversion


@njit(parallel=True, fastmath=True)
def simulate(output, enterprises_at, stations_at):
    chunks = (PATHS + CHUNK - 1) // CHUNK
    first = np.zeros((chunks, 3, PERIODS + 1), np.int64)
    for chunk in prange(chunks):
        for path in range(chunk * CHUNK, min(PATHS, (chunk + 1) * CHUNK)):
            e1, e2, e3 = np.random.standard_normal(), np.random.standard_normal(), np.random.standard_normal()
            ceiling = np.exp(LN_CEILING - NOISE**2 / 2 + SD_LN_CEILING * e1)
            rate = np.exp(LN_RATE + SD_LN_RATE * (L21 * e1 + L22 * e2))
            odds = np.exp(rate * (MIDPOINT + SD_MIDPOINT * (L31 * e1 + L32 * e2 + L33 * e3)))
            decay = np.exp(-rate)
            enterprises, queue, built = ENTERPRISES, 0.0, 0.0
            v1, v2, v3 = 0.0, 0.0, 0.0
            first1, first2, first3 = PERIODS, PERIODS, PERIODS
            for t in range(PERIODS):
                e1, e2, e3 = np.random.standard_normal(), np.random.standard_normal(), np.random.standard_normal()
                z2, z3 = N21 * e1 + N22 * e2, N31 * e1 + N32 * e2 + N33 * e3
                if t == 0:
                    v1, v2, v3 = e1, z2, z3
                else:
                    v1, v2, v3 = PHI1 * v1 + REST1 * e1, PHI2 * v2 + REST2 * z2, PHI3 * v3 + REST3 * z3
                odds *= decay
                share = 1 / (1 + odds)
                y = ceiling * share * np.exp(NOISE * v1)
                mean = (FOUNDED_LEAST + FOUNDED_MORE * share * (1 - share)) * np.exp(FOUNDED_NOISE * v2 - FOUNDED_NOISE**2 / 2)
                enterprises = enterprises + poisson(mean) - binomial(enterprises)
                queue += PERMITS if t < PERMIT_PERIODS else 0
                done = min(np.floor(CAPACITY * np.exp(CAPACITY_NOISE * v3 - CAPACITY_NOISE**2 / 2)), queue)
                queue -= done
                built += done
                output[t, path] = y
                enterprises_at[t, path] = enterprises
                stations_at[t, path] = int(built)
                if first1 == PERIODS and y >= TARGET:
                    first1 = t
                if first2 == PERIODS and enterprises >= ENTERPRISE_TARGET:
                    first2 = t
                if first3 == PERIODS and built >= STATION_TARGET:
                    first3 = t
            first[chunk, 0, first1] += 1
            first[chunk, 1, first2] += 1
            first[chunk, 2, first3] += 1
    return first.sum(0)


@njit(parallel=True)
def describe(values, means, quantiles):
    for t in prange(len(values)):
        means[t] = values[t].mean()
        quantiles[t] = np.quantile(values[t], PROBABILITIES)


def run(seed):
    results = np.empty((PERIODS, PATHS)), np.empty((PERIODS, PATHS), np.int32), np.empty((PERIODS, PATHS), np.int32)
    first = simulate(*results)
    above = [result[-1] >= target for result, target in zip(results, (TARGET, ENTERPRISE_TARGET, STATION_TARGET))]
    found = {"joint_attain": np.mean(above[0] & above[1] & above[2])}
    for k, prefix in enumerate(INDICATORS):
        means, quantiles = np.empty(PERIODS), np.empty((PERIODS, 5))
        describe(results[k], means, quantiles)
        found |= harness.describe(prefix, means, quantiles)
        found |= {f"{prefix}attain": np.mean(above[k]), f"{prefix}ever": 1 - first[k, -1] / PATHS}
    return found


name = "Numba" if given.variant == "library" else "Numba inversion"
harness.measure("W1", name, "f64", given, run, PATHS, PATHS * PERIODS)
