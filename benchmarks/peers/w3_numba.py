"""W3 in Numba.

idiomatic: a loop over points, paths and periods that leaves a path once it has reached the target.
polynomial: blocks of 2,000 paths in float32, the exponential written out, which LLVM turns into vector code.
"""

import harness

given = harness.options(variants=("idiomatic", "polynomial"))

import numba
import numpy as np
from growth import *
from lanes_numba import LOG2E, exp2_poly, f4, i4
from numba import njit, prange

numba.set_num_threads(given.workers)
BLOCK = 2_000


@njit(parallel=True, fastmath=True)
def idiomatic(h, v, ceilings, rates, midpoints, noises):
    attainments = np.zeros(SWEEP_POINTS)
    for point in prange(SWEEP_POINTS):
        noise = noises[point]
        reached = 0
        for path in range(SWEEP_PATHS):
            ceiling = np.exp(np.log(ceilings[point]) - noise**2 / 2 + 0.15 * h[0, path])
            rate = np.exp(np.log(rates[point]) + 0.15 * h[1, path])
            odds = np.exp(rate * (midpoints[point] + 3 * h[2, path]))
            decay = np.exp(-rate)
            for t in range(SWEEP_PERIODS):
                odds *= decay
                if ceiling * np.exp(noise * v[t, path]) >= TARGET * (1 + odds):
                    reached += 1
                    break
        attainments[point] = reached / SWEEP_PATHS
    return attainments


@njit(parallel=True, fastmath=True)
def polynomial(h, v, ceilings, rates, midpoints, noises):
    attainments = np.zeros(SWEEP_POINTS)
    for point in prange(SWEEP_POINTS):
        scaled, odds, decay = np.empty(BLOCK, f4), np.empty(BLOCK, f4), np.empty(BLOCK, f4)
        power, whole, reached = np.empty(BLOCK, f4), np.empty(BLOCK, i4), np.empty(BLOCK, i4)
        noise = f4(noises[point]) * LOG2E
        ln_scaled = f4(np.log(ceilings[point] / TARGET) - noises[point] ** 2 / 2)
        ln_rate, midpoint = f4(np.log(rates[point])), f4(midpoints[point])
        count = 0
        for start in range(0, SWEEP_PATHS, BLOCK):
            for k in range(BLOCK):
                scaled[k] = np.exp(ln_scaled + f4(0.15) * h[0, start + k])
                rate = np.exp(ln_rate + f4(0.15) * h[1, start + k])
                odds[k] = np.exp(rate * (midpoint + f4(3) * h[2, start + k]))
                decay[k] = np.exp(-rate)
                reached[k] = 0
            for t in range(SWEEP_PERIODS):
                exp2_poly(v[t, start : start + BLOCK], noise, power, whole)
                for k in range(BLOCK):
                    odds[k] *= decay[k]
                    reached[k] |= i4(1) if scaled[k] * power[k] >= f4(1) + odds[k] else i4(0)
            for k in range(BLOCK):
                count += reached[k]
        attainments[point] = count / SWEEP_PATHS
    return attainments


sweep, Real = (idiomatic, np.float64) if given.variant == "idiomatic" else (polynomial, np.float32)
name, precision = ("Numba", "f64") if given.variant == "idiomatic" else ("Numba polynomials", "f32")


def run(seed):
    return describe_sweep(sweep(*sweep_draws(seed, Real), *sweep_points()))


harness.measure("W3", name, precision, given, run, SWEEP_PATHS, SWEEP_POINTS * SWEEP_PATHS * SWEEP_PERIODS)
