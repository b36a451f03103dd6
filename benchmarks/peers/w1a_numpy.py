"""W1a in NumPy: chunks of paths that stay in the cache, in-place arithmetic, one thread per chunk.

f64 takes np.quantile; f32 counts 512 bins an octave with np.bincount instead, which needs no sorting.
"""

from concurrent.futures import ThreadPoolExecutor

import harness

given = harness.options(variants=("f64", "f32"))

import numpy as np
from growth import *

PATHS, CHUNK = given.paths, 16_384
Real = np.float64 if given.variant == "f64" else np.float32
SHIFT, Word = (43, np.uint64) if Real is np.float64 else (14, np.uint32)


def simulate(seed, start, output):
    """Fills the columns of `output` from `start`; returns the counts of first passages."""
    y = output[:, start : start + CHUNK]
    n = y.shape[1]
    draw = np.random.Generator(np.random.SFC64(seed))
    h = LOWER.astype(Real) @ draw.standard_normal((3, n), dtype=Real)
    ceiling = np.exp(Real(LN_CEILING - NOISE**2 / 2) + Real(SD_LN_CEILING) * h[0])
    rate = np.exp(Real(LN_RATE) + Real(SD_LN_RATE) * h[1])
    odds = np.exp(rate * (Real(MIDPOINT) + Real(SD_MIDPOINT) * h[2]))
    decay = np.exp(-rate)
    deviation = Real(NOISE) * draw.standard_normal(n, dtype=Real)
    step, below = np.empty(n, Real), np.empty(n, Real)
    first, reached = np.full(n, PERIODS), np.zeros(n, bool)
    for t in range(PERIODS):
        if t > 0:
            draw.standard_normal(out=step, dtype=Real)
            deviation *= Real(PERSISTENCE)
            step *= Real(NOISE * INNOVATION)
            deviation += step
        odds *= decay
        np.exp(deviation, out=y[t])
        y[t] *= ceiling
        np.add(odds, Real(1), out=below)
        y[t] /= below
        now = y[t] >= TARGET
        now &= ~reached
        first[now] = t
        reached |= now
    return np.bincount(first, minlength=PERIODS + 1)


def binned_quantiles(y):
    """Quantiles from a histogram over the leading bits of the numbers, interpolated within a bin."""
    bins = (y.view(Word) >> Word(SHIFT)).astype(np.intp)
    lowest = int(bins.min())
    counts = np.bincount(bins - lowest)
    cumulated = np.cumsum(counts)
    rank = np.array(harness.PROBABILITIES) * (len(y) - 1)
    found = np.searchsorted(cumulated, rank, side="right")
    before = cumulated[found] - counts[found]
    low, high = (((found + lowest + k) << SHIFT).astype(Word).view(Real).astype(float) for k in (0, 1))
    return low + (high - low) * (rank - before + 0.5) / counts[found]


def run(seed):
    output = np.empty((PERIODS, PATHS), Real)
    starts = range(0, PATHS, CHUNK)
    seeds = np.random.SeedSequence(seed).spawn(len(starts))
    quantile = (lambda y: np.quantile(y, harness.PROBABILITIES)) if Real is np.float64 else binned_quantiles
    with ThreadPoolExecutor(given.workers) as pool:
        first = sum(pool.map(simulate, seeds, starts, [output] * len(starts)))
        quantiles = list(pool.map(quantile, output))
        means = list(pool.map(lambda y: y.mean(dtype=float), output))
    found = harness.describe("", means, quantiles) | harness.first_passage(first / PATHS)
    return found | {"attain": np.mean(output[-1] >= TARGET)}


precision = given.variant
harness.measure("W1a", "NumPy" if precision == "f64" else "NumPy bincount", precision, given, run, PATHS, PATHS * PERIODS)
