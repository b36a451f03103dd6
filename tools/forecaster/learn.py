"""Learns the trend models of few observations and their weights.

    python tools/forecaster/learn.py DATA [--on STEPS]     (some 20 minutes on two cores; jax, numpy)

Maximises the mean log density, in logarithms of the value, of what came one to ten years after short
histories cut from public series: programmes, technologies by country, British enterprises, American firms
and the M3 training series, families and kinds weighted as in SHARES. Members, weights and what series
show at a glance are learnt together, beside the older school of trend-models.csv, which stays as it is. Two
penalties are added: what is said of a series of two points must not be less for more past growth, nor
leave 5 % below 0.8 of the last value a year ahead where it grew for years. Countries, areas and series that
the hash of their name puts aside (40 %), and all of M1, are not read. With --on it begins at the table as it is, else anew. Writes FewPointsTable.swift and
docs/few-points-models.csv.
"""

import os
import sys

import jax
import jax.numpy as jnp
import numpy as np

from short_histories import GROUPS, HORIZONS, histories, tensors
from short_histories import ladder as ladder_tensors
from table import read_school, read_table, write

KINDS = ["any", "stock", "flow", "rollout", "patents"]
MODELS = {"relative": 20, "root": 6}
FEATURES = 12
FACTORS = jnp.array([1.0, 2.0, 4.0])
STEPS = 2500
SHARES = {
    "any": {"m3": 1.0, "chat": 0.3, "tech": 0.15, "us": 0.1, "stock": 0.6, "patents": 0.25, "share": 0.1, "flow": 0.3, "uk active": 0.35, "uk flow": 0.15},
    "stock": {"m3": 0.4, "chat": 0.3, "tech": 0.1, "us": 0.2, "stock": 0.9, "patents": 0.3, "share": 0.1, "uk active": 0.8},
    "flow": {"m3": 1.0, "us": 0.15, "flow": 0.5, "uk flow": 0.4},
    "rollout": {"chat": 0.6, "tech": 0.3, "stock": 1.0, "patents": 0.1, "share": 0.4},
    "patents": {"patents": 1.0, "flow": 0.2, "stock": 0.1},
}
LADDER_HORIZONS, LADDER_RATIOS = (1, 5, 10), (0.8, 1.05, 1.25, 2.0)


def natural(p):
    """Parameters within their ranges."""
    return dict(
        mu=p["mu"], late=p["late"], m0=p["m0"], late0=p["late0"], alpha=jax.nn.sigmoid(p["alpha"]),
        beta=jnp.minimum(jax.nn.softplus(p["beta"] - 3), 1.5), phi=0.3 + 0.69 * jax.nn.sigmoid(p["phi"]),
        sigma=jnp.exp(jnp.clip(p["sigma"], -6.2, 0.0)), tau=jnp.exp(jnp.clip(p["tau"], -5.0, 0.5)))


def run(m, root, d):
    """The filter of every model over every history: log density N x K, mean and variance H x N x K.

    Histories are columns of years that end at the last observation; years without one are steps too.
    """
    n, length = d["relative"].shape
    k = m["alpha"].shape[0]
    stage = d["features"][:, 3:6].mean(1, keepdims=True)
    mu = m["mu"][None] + stage * m.get("late", jnp.zeros(k))[None]
    m0 = m["m0"][None] + stage * m.get("late0", jnp.zeros(k))[None]
    alpha, beta, phi, s2 = m["alpha"], m["beta"], m["phi"], m["sigma"] ** 2
    choose = lambda a, b: jnp.where(root[None, :], b[:, None], a[:, None])
    zero = jnp.zeros((n, k))

    def step(state, column):
        level, growth, slevel, sgrowth, pll, plb, pbb, log = state
        relative, roots, seen, first, year, shear = column
        z = choose(relative, roots)
        judged = z + shear[:, None] * year
        line, sline = level + growth, slevel + sgrowth
        variance = pll + 2 * plb + pbb + s2
        with_level = variance - s2 + alpha * s2
        with_growth = phi * (plb + pbb) + beta * s2
        spread = (variance - s2 + alpha**2 * s2, phi * (plb + pbb) + alpha * beta * s2, phi**2 * pbb + beta**2 * s2)
        gain, gain_growth = with_level / variance, with_growth / variance
        error, serror = z - line, judged - sline
        o, f = seen[:, None], first[:, None]
        moved = (
            jnp.where(o, line + gain * error, line), jnp.where(o, mu + phi * (growth - mu) + gain_growth * error, mu + phi * (growth - mu)),
            jnp.where(o, sline + gain * serror, sline), jnp.where(o, mu + phi * (sgrowth - mu) + gain_growth * serror, mu + phi * (sgrowth - mu)),
            jnp.where(o, spread[0] - gain * with_level, spread[0]), jnp.where(o, spread[1] - gain * with_growth, spread[1]),
            jnp.where(o, spread[2] - gain_growth * with_growth, spread[2]),
            jnp.where(o & ~f, log - 0.5 * (jnp.log(variance) + serror**2 / variance), log))
        begun = (z, m0 + zero, judged, m0 + zero, zero, zero, m["tau"] ** 2 + zero, zero)
        return tuple(jnp.where(f, a, b) for a, b in zip(begun, moved)), None

    years = jnp.arange(length) - (length - 1.0)
    first = jax.nn.one_hot(d["first"], length, dtype=bool)
    columns = (d["relative"].T, d["root"].T, d["seen"].T, first.T, years, jnp.broadcast_to(d["shear"], (length, n)))
    state, _ = jax.lax.scan(step, (zero,) * 6 + (zero + 1e-4, zero), columns)
    level, growth, slevel, _, pll, plb, pbb, log = state
    level = jnp.minimum(level, slevel)

    def ahead(state, _):
        level, growth, pll, plb, pbb = state
        line, variance = level + growth, pll + 2 * plb + pbb + s2
        return (line, mu + phi * (growth - mu), variance - s2 + alpha**2 * s2, phi * (plb + pbb) + alpha * beta * s2,
                phi**2 * pbb + beta**2 * s2), (line, variance)

    _, (mean, variance) = jax.lax.scan(ahead, (level, growth, pll, plb, pbb), None, length=HORIZONS)
    return log + choose(d["steep_relative"], d["steep_root"]), mean, variance


def density(weights, shares, root, d, mean, variance, limit=None):
    """Log density of what came, N x H."""
    pick = lambda name: jnp.where(root[None, None, :], d[name + "_root"].T[:, :, None], d[name + "_relative"].T[:, :, None])
    squares = (pick("came") - mean) ** 2 / variance
    parts = []
    for i in range(3):
        factor = FACTORS[i] if limit is None else jnp.maximum(1.0, jnp.minimum(FACTORS[i], limit))
        parts.append(shares[i] - 0.5 * squares / factor**2 - jnp.log(factor))
    log = jax.scipy.special.logsumexp(jnp.stack(parts, -1), axis=-1) - 0.5 * jnp.log(2 * jnp.pi * variance) + pick("slope")
    return jax.scipy.special.logsumexp(log + weights[None], axis=2).T


def reach(weights, shares, root, mean, variance, limit=None):
    """P(at least each ratio), horizons x ratios x N."""
    rows = []
    for h in LADDER_HORIZONS:
        for ratio in LADDER_RATIOS:
            z = jnp.where(root, 2 * (ratio**0.5 - 1), np.log(ratio))
            total = 0.0
            for i in range(3):
                factor = FACTORS[i] if limit is None else jnp.maximum(1.0, jnp.minimum(FACTORS[i], limit))
                total += jnp.exp(shares[i]) * (weights * jax.scipy.stats.norm.cdf((mean[h - 1] - z) / (jnp.sqrt(variance[h - 1]) * factor))).sum(1)
            rows.append(total)
    return jnp.stack(rows).reshape(len(LADDER_HORIZONS), len(LADDER_RATIOS), -1)


def older_school(school, d, of):
    """Log density of the series and of what comes (or P to reach) under the older school, by kind."""
    log, mean, variance = run(school["models"], school["root"], d)
    evidence, result = [], []
    for kind in range(len(KINDS)):
        w = school["weights"][kind] + log
        total = jax.scipy.special.logsumexp(w, axis=1)
        evidence.append(total)
        if of == "density":
            result.append(density(w - total[:, None], school["wildness"][kind], school["root"], d, mean, variance, school["limit"]))
        else:
            result.append(reach(jnp.exp(w - total[:, None]), school["wildness"][kind], school["root"], mean, variance, school["limit"]))
    return jnp.stack(evidence, 1), jnp.stack(result)


def weights(p, log, older, features, kind):
    """Log weights of the models, and of the older school at the end: N x (K + 1)."""
    power = jax.nn.sigmoid(p["power"][kind] + p["power_length"][kind] * features[:, :1])
    prior = p["constant"][kind] + features @ p["slopes"][kind]
    return jax.nn.log_softmax(prior + power * jnp.concatenate([log, older[:, None]], 1), axis=1)


def loss(p, d, ladders, root, share):
    log, mean, variance = run(natural(p), root, d)
    horizons = d["has"].sum(1)
    total = 0.0
    for kind in range(len(KINDS)):
        w = weights(p, log, d["older"][:, kind], d["features"], kind)
        own = density(w[:, :-1], jax.nn.log_softmax(p["wildness"][kind]), root, d, mean, variance)
        both = jnp.logaddexp(own, w[:, -1:] + d["older_density"][:, kind])
        score = jnp.where(d["has"], jnp.maximum(both, -15.0), 0).sum(1) / horizons
        total -= (share[kind][d["group"]] * score).sum()
    for (ladder, older, older_reach), weight in zip(ladders, (1.0, 0.5)):
        log, mean, variance = run(natural(p), root, ladder)
        for kind in range(len(KINDS)):
            w = jnp.exp(weights(p, log, older[:, kind], ladder["features"], kind))
            P = reach(w[:, :-1], jax.nn.log_softmax(p["wildness"][kind]), root, mean, variance) + w[:, -1] * older_reach[kind]
            P = P.reshape(len(LADDER_HORIZONS), len(LADDER_RATIOS), 6, -1)
            fall = jnp.maximum(jax.lax.cummax(P, axis=3) - P - 0.006, 0)
            # Registers rebound, which past growth must not show.
            strict = 4 if KINDS[kind] == "patents" else 1.3
            total += weight * strict * (3 * fall.mean() + 0.5 * fall.max(axis=3).mean())
            if KINDS[kind] != "flow":
                grown = P.shape[3] // 2 + 2
                total += weight * 4 * jnp.maximum(1 - P[0, 0, 2:, grown:] - 0.037, 0).mean()
    return total + 1e-4 * (p["slopes"] ** 2).sum() + 2e-5 * (p["constant"] ** 2).sum()


def start(generator):
    (a, b), n = MODELS.values(), len(KINDS)
    k = a + b
    m0 = np.concatenate([np.resize([0.03, 0.12, 0.3, 0.5, 1.2], a), np.resize([0.03, 0.1, 0.3], b)])
    noise = lambda size: size * generator.normal(size=k)
    return dict(
        mu=0.03 + noise(0.01), late=np.zeros(k), m0=m0 + noise(0.02), late0=np.zeros(k), alpha=2 + noise(0.5), beta=1 + noise(1),
        phi=1.2 + noise(0.5), sigma=np.log(np.concatenate([np.geomspace(0.004, 0.35, a), np.geomspace(0.02, 0.4, b)])),
        tau=np.log(0.3 * m0 + 0.02), constant=np.tile([0.0] * k + [2.0], (n, 1)), slopes=np.zeros((n, FEATURES, k + 1)),
        power=np.zeros(n), power_length=np.full(n, -0.3), wildness=np.tile([2.0, 0.0, -1.5], (n, 1)))


def main(folder, *options):
    steps = int(options[1]) if options else STEPS
    generator = np.random.default_rng(0)
    every = histories(folder)
    school = read_school(KINDS)
    begun, root = read_table(KINDS) if options else (start(generator), np.arange(sum(MODELS.values())) >= MODELS["relative"])
    root, fastest = jnp.asarray(root), 0.01 if options else 0.03

    def batch():
        d = tensors(every.sample(generator), generator)
        parts = [older_school(school, {n: v[i : i + 800] for n, v in d.items()}, "density") for i in range(0, len(d["group"]), 800)]
        d["older"] = np.concatenate([np.asarray(a) for a, _ in parts])
        d["older_density"] = np.concatenate([np.asarray(b).transpose(1, 0, 2) for _, b in parts])
        return d

    ladders = [(d, *older_school(school, d, "reach")) for d in (ladder_tensors(None), ladder_tensors(1e6))]
    share = np.array([[SHARES[kind].get(g, 0.0) / sum(SHARES[kind].values()) / every.each[g] for g in GROUPS] for kind in KINDS])
    p = {name: jnp.asarray(value, jnp.float32) for name, value in begun.items()}
    slope = jax.jit(jax.value_and_grad(lambda p, d: loss(p, d, ladders, root, jnp.asarray(share, jnp.float32))))
    first, second = ({n: jnp.zeros_like(v) for n, v in p.items()} for _ in range(2))
    pool = [batch() for _ in range(30)]
    for step in range(1, steps + 1):
        if step % len(pool) == 0:
            pool[generator.integers(len(pool))] = batch()
        value, g = slope(p, pool[step % len(pool)])
        size = float(jnp.sqrt(sum((v**2).sum() for v in g.values())))
        rate = fastest * min(1, step / 20) * (1 if step < 0.6 * steps else 0.3 if step < 0.85 * steps else 0.1)
        for n in p:
            clipped = g[n] * min(1.0, 2.0 / size)
            first[n] = 0.9 * first[n] + 0.1 * clipped
            second[n] = 0.99 * second[n] + 0.01 * clipped**2
            p[n] = p[n] - rate * (first[n] / (1 - 0.9**step)) / (jnp.sqrt(second[n] / (1 - 0.99**step)) + 1e-6)
        if step % 100 == 0:
            print(step, round(float(value), 4), flush=True)
    write({n: np.asarray(v) for n, v in p.items()}, {n: np.asarray(v) for n, v in natural(p).items()}, np.asarray(root), KINDS)


if __name__ == "__main__":
    main(*sys.argv[1:])
