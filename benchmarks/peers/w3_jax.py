"""W3 in JAX: one compiled map over the points, float32; the draws are NumPy's, which are faster."""

import os

import harness

given = harness.options()
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-given.workers :])  # XLA takes every core it may use
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={str(given.workers > 1).lower()}"

import jax
import jax.numpy as jnp
import numpy as np
from growth import *


@jax.jit
def sweep(h, v, points):
    t = jnp.arange(1.0, SWEEP_PERIODS + 1)[:, None]

    def attainment(point):
        ceiling, rate, midpoint, noise = point
        scaled = jnp.exp(jnp.log(ceiling / TARGET) - noise**2 / 2 + 0.15 * h[0])
        r = jnp.exp(jnp.log(rate) + 0.15 * h[1])
        odds = jnp.exp(-r * (t - midpoint - 3 * h[2]))
        return jnp.any(scaled * jnp.exp(noise * v) >= 1 + odds, axis=0).mean()

    return jax.lax.map(attainment, points)


def run(seed):
    h, v = sweep_draws(seed, np.float32)
    return describe_sweep(np.asarray(sweep(h, v, [jnp.array(column, jnp.float32) for column in sweep_points()])))


harness.measure("W3", "JAX", "f32", given, run, SWEEP_PATHS, SWEEP_POINTS * SWEEP_PATHS * SWEEP_PERIODS)
