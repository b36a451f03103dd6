"""W3 in NumPy: a vector over the paths for each period of each point, in place; threads take points."""

from concurrent.futures import ThreadPoolExecutor

import harness

given = harness.options(variants=("f64", "f32"))

import numpy as np
from growth import *

Real = np.float64 if given.variant == "f64" else np.float32


def run(seed):
    h, v = sweep_draws(seed, Real)
    with ThreadPoolExecutor(given.workers) as pool:
        attainments = list(pool.map(lambda point: sweep_attainment(h, v, *point), zip(*sweep_points())))
    return describe_sweep(attainments)


units = SWEEP_POINTS * SWEEP_PATHS * SWEEP_PERIODS
harness.measure("W3", "NumPy", given.variant, given, run, SWEEP_PATHS, units)
