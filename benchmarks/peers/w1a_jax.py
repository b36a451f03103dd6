"""W1a in JAX: one compiled scan over the periods, float32.

NumPy takes the quantiles of the finished array, because jnp.quantile sorts, and takes over ten times as long on one core.
"""

import os

import harness

given = harness.options(variants=("threefry2x32", "unsafe_rbg"))
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-given.workers :])  # XLA takes every core it may use
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={str(given.workers > 1).lower()}"

import jax
import jax.numpy as jnp
import numpy as np
from concurrent.futures import ThreadPoolExecutor
from growth import *

jax.config.update("jax_default_prng_impl", given.variant)
PATHS = given.paths


@jax.jit
def simulate(key):
    of_paths, of_start, of_steps = jax.random.split(key, 3)
    h = jnp.array(LOWER, jnp.float32) @ jax.random.normal(of_paths, (3, PATHS))
    ceiling = jnp.exp(LN_CEILING - NOISE**2 / 2 + SD_LN_CEILING * h[0])
    rate = jnp.exp(LN_RATE + SD_LN_RATE * h[1])
    odds = jnp.exp(rate * (MIDPOINT + SD_MIDPOINT * h[2]))
    decay = jnp.exp(-rate)

    def period(carry, t):
        deviation, odds, first = carry
        step = NOISE * INNOVATION * jax.random.normal(jax.random.fold_in(of_steps, t), (PATHS,))
        deviation = jnp.where(t > 0, PERSISTENCE * deviation + step, deviation)
        odds = odds * decay
        y = ceiling * jnp.exp(deviation) / (1 + odds)
        first = jnp.where((first == PERIODS) & (y >= TARGET), t, first)
        return (deviation, odds, first), y

    start = NOISE * jax.random.normal(of_start, (PATHS,)), odds, jnp.full(PATHS, PERIODS)
    (_, _, first), output = jax.lax.scan(period, start, jnp.arange(PERIODS))
    return output, jnp.bincount(first, length=PERIODS + 1)


def run(seed):
    output, first = simulate(jax.random.key(seed))
    output = np.asarray(output)
    with ThreadPoolExecutor(given.workers) as pool:
        quantiles = list(pool.map(lambda y: np.quantile(y, harness.PROBABILITIES), output))
        means = list(pool.map(lambda y: y.mean(dtype=float), output))
    found = harness.describe("", means, quantiles) | harness.first_passage(np.asarray(first) / PATHS)
    return found | {"attain": np.mean(output[-1] >= TARGET)}


name = "JAX" if given.variant == "threefry2x32" else "JAX unsafe_rbg"
harness.measure("W1a", name, "f32", given, run, PATHS, PATHS * PERIODS)
