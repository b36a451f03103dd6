"""W1a in Numba.

idiomatic: a loop over paths with np.random, the paths kept, np.quantile.
blocked: float32 blocks of 1,024 paths in the cache, own generators, histogram quantiles, the library's exp and log.
polynomial: the same with exp, log, sine and cosine written out, which LLVM turns into vector code.
"""

import harness

given = harness.options(variants=("idiomatic", "blocked", "polynomial"))

import numba
import numpy as np
from growth import *
from lanes_numba import *
from numba import njit, prange

numba.set_num_threads(given.workers)
POLYNOMIAL = given.variant == "polynomial"
PROBABILITIES = np.array(harness.PROBABILITIES)
L21, L22, L31, L32, L33 = LOWER[1, 0], LOWER[1, 1], LOWER[2, 0], LOWER[2, 1], LOWER[2, 2]
CHUNK = 4096


@njit(parallel=True, fastmath=True)
def simulate(output):
    paths = output.shape[1]
    chunks = (paths + CHUNK - 1) // CHUNK
    first = np.zeros((chunks, PERIODS + 1), np.int64)
    for chunk in prange(chunks):
        for path in range(chunk * CHUNK, min(paths, (chunk + 1) * CHUNK)):
            e1, e2, e3 = np.random.standard_normal(), np.random.standard_normal(), np.random.standard_normal()
            ceiling = np.exp(LN_CEILING - NOISE**2 / 2 + SD_LN_CEILING * e1)
            rate = np.exp(LN_RATE + SD_LN_RATE * (L21 * e1 + L22 * e2))
            odds = np.exp(rate * (MIDPOINT + SD_MIDPOINT * (L31 * e1 + L32 * e2 + L33 * e3)))
            decay = np.exp(-rate)
            deviation = NOISE * np.random.standard_normal()
            reached = PERIODS
            for t in range(PERIODS):
                if t > 0:
                    deviation = PERSISTENCE * deviation + NOISE * INNOVATION * np.random.standard_normal()
                odds *= decay
                y = ceiling * np.exp(deviation) / (1 + odds)
                output[t, path] = y
                if reached == PERIODS and y >= TARGET:
                    reached = t
            first[chunk, reached] += 1
    return first.sum(0)


@njit(parallel=True)
def describe(output, means, quantiles):
    for t in prange(len(output)):
        means[t] = output[t].mean()
        quantiles[t] = np.quantile(output[t], PROBABILITIES)


def idiomatic(seed):
    output = np.empty((PERIODS, given.paths))
    means, quantiles = np.empty(PERIODS), np.empty((PERIODS, 5))
    first = simulate(output)
    describe(output, means, quantiles)
    found = harness.describe("", means, quantiles) | harness.first_passage(first / given.paths)
    return found | {"attain": np.mean(output[-1] >= TARGET)}


BLOCK = 2 * LANES
PER_OCTAVE = 9
SHIFT = i4(23 - PER_OCTAVE)
FIRST_BIN = i4((127 - 4) << PER_OCTAVE)
BINS = 21 << PER_OCTAVE
normals = normals_poly if POLYNOMIAL else normals_libm
exp2 = exp2_poly if POLYNOMIAL else exp2_libm


@njit(parallel=True, fastmath=True)
def simulate_blocks(blocks, seed, workers):
    histogram = np.zeros((workers, PERIODS, BINS), u4)
    sums = np.zeros((workers, PERIODS))
    first = np.zeros((workers, PERIODS + 1), np.int64)
    attained = np.zeros(workers, np.int64)
    for worker in prange(workers):
        bits, angles = np.empty(LANES, u4), np.empty(LANES, u4)
        work, exponents = np.empty(LANES, f4), np.empty(LANES, f4)
        e1, e2, e3, step = np.empty(BLOCK, f4), np.empty(BLOCK, f4), np.empty(BLOCK, f4), np.empty(BLOCK, f4)
        ceiling, odds, decay = np.empty(BLOCK, f4), np.empty(BLOCK, f4), np.empty(BLOCK, f4)
        deviation, power, y = np.empty(BLOCK, f4), np.empty(BLOCK, f4), np.empty(BLOCK, f4)
        whole, bins, reached = np.empty(BLOCK, i4), np.empty(BLOCK, i4), np.empty(BLOCK, i4)
        y_bits = y.view(i4)
        for block in range(worker, blocks, workers):
            state = seeded(seed, block)
            normals(state, e1, f4(1), bits, angles, work, exponents)
            normals(state, e2, f4(1), bits, angles, work, exponents)
            normals(state, e3, f4(1), bits, angles, work, exponents)
            normals(state, deviation, f4(NOISE) * LOG2E, bits, angles, work, exponents)
            for k in range(BLOCK):
                ceiling[k] = np.exp(f4(LN_CEILING - NOISE**2 / 2) + f4(SD_LN_CEILING) * e1[k])
                rate = np.exp(f4(LN_RATE) + f4(SD_LN_RATE) * (f4(L21) * e1[k] + f4(L22) * e2[k]))
                late = f4(L31) * e1[k] + f4(L32) * e2[k] + f4(L33) * e3[k]
                odds[k] = np.exp(rate * (f4(MIDPOINT) + f4(SD_MIDPOINT) * late))
                decay[k] = np.exp(-rate)
                reached[k] = 0
            for t in range(PERIODS):
                if t > 0:
                    normals(state, step, f4(NOISE * INNOVATION) * LOG2E, bits, angles, work, exponents)
                    for k in range(BLOCK):
                        deviation[k] = f4(PERSISTENCE) * deviation[k] + step[k]
                exp2(deviation, f4(1), power, whole)
                total = f4(0)
                for k in range(BLOCK):
                    odds[k] *= decay[k]
                    y[k] = ceiling[k] * power[k] / (f4(1) + odds[k])
                    total += y[k]
                arrived, above = i4(0), i4(0)
                for k in range(BLOCK):
                    now = i4(1) if y[k] >= f4(TARGET) else i4(0)
                    above += now
                    arrived += now & (i4(1) - reached[k])
                    reached[k] |= now
                for k in range(BLOCK):
                    bins[k] = min(max((y_bits[k] >> SHIFT) - FIRST_BIN, i4(0)), i4(BINS - 1))
                counts = histogram[worker, t]
                for k in range(BLOCK):
                    counts[bins[k]] += u4(1)
                sums[worker, t] += total
                first[worker, t] += arrived
                if t == PERIODS - 1:
                    attained[worker] += above
    return histogram, sums, first, attained


def binned_quantiles(counts, paths):
    edges = ((np.arange(BINS + 1) + FIRST_BIN).astype(u4) << u4(SHIFT)).view(f4).astype(float)
    cumulated = np.cumsum(counts)
    rank = PROBABILITIES * (paths - 1)
    found = np.searchsorted(cumulated, rank, side="right")
    before = cumulated[found] - counts[found]
    return edges[found] + (edges[found + 1] - edges[found]) * (rank - before + 0.5) / counts[found]


def blocked(seed):
    histogram, sums, first, attained = simulate_blocks(PATHS // BLOCK, seed, given.workers)
    quantiles = [binned_quantiles(counts, PATHS) for counts in histogram.sum(0, dtype=np.int64)]
    shares = first.sum(0) / PATHS
    shares[PERIODS] = 1 - shares.sum()
    found = harness.describe("", sums.sum(0) / PATHS, quantiles) | harness.first_passage(shares)
    return found | {"attain": attained.sum() / PATHS}


if given.variant == "idiomatic":
    harness.measure("W1a", "Numba", "f64", given, idiomatic, given.paths, given.paths * PERIODS)
else:
    PATHS = (given.paths + BLOCK - 1) // BLOCK * BLOCK
    name = "Numba polynomials" if POLYNOMIAL else "Numba blocked"
    harness.measure("W1a", name, "f32", given, blocked, PATHS, PATHS * PERIODS)
