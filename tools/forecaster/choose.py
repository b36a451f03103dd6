"""Chooses the prior weights of the forecaster's older school of trend models (decision 0007).

    python tools/forecaster/choose.py DATA        (about ten minutes; numpy, pandas, numba)

The weights maximise the mean log density, in logarithms of the value, of what came 1-6 years after
each history; families count as stated in KINDS whatever their size. A wide grid of models is fitted
first, the models that matter are kept and fitted again on more cases, weights below 0.002 are
dropped. Writes Sources/Forecasting/TrendModelTable.swift and docs/trend-models.csv.
Neither the M1 series nor the held-out panels are read.
"""

import os
import sys

import numpy as np

from cases import cases
from trend_models import forecast

ROOT = os.path.join(os.path.dirname(__file__), "..", "..")
KINDS = {
    "any": {"m3": 1.3, "chat": 0.4, "tech": 0.2, "uk": 0.35, "us": 0.2},
    "stock": {"m3": 1, "us": 0.2, "tech": 0.15, "uk": 0.1},
    "flow": {"m3": 1, "uk flows": 0.4, "us": 0.3},
    "rollout": {"chat": 1, "tech": 0.6},
}


def grid():
    sigmas = np.exp(np.linspace(np.log(0.008), np.log(0.5), 7))
    models = np.array([
        (a, b, p, s, tau, mu, lam)
        for lam in (0.0, 0.5) for mu in (0.0, 0.03, 0.08, 0.18) for a in (0.5, 1.0)
        for b in (0.0, 0.15, 0.4, 0.9) for p in (0.7, 0.9, 0.98) for s in sigmas for tau in (0.04, 0.15)
    ])
    # Exponentials of large variance have means that no reader believes.
    b, s, lam = models[:, 1], models[:, 3], models[:, 6]
    wild = (lam == 0) & ((s > 0.3) | ((s > 0.2) & (b >= 0.15)) | ((s > 0.1) & (b >= 0.4)))
    return models[~wild]


def tables(chosen, models):
    rows = sum(len(c[5]) for c in chosen)
    evidence = np.empty((len(chosen), len(models)), np.float32)
    density = np.empty((rows, len(models)), np.float32)
    case = np.empty(rows, int)
    r = 0
    for i, (_, _, _, t, y, h, x) in enumerate(chosen):
        e, mean, variance = forecast(t, y, h, models)
        evidence[i] = e - e.max()
        log = np.log(np.maximum(x, 1e-6 * y[-1]) / y[-1])[:, None]
        root = models[:, 6] > 0
        z = np.where(root, 2 * (np.exp(log / 2) - 1), log)
        sd = np.sqrt(variance.T)
        jacobian = np.where(root, np.exp(log / 2), 1.0)
        density[r : r + len(h)] = np.exp(-0.5 * ((z - mean.T) / sd) ** 2) / sd * jacobian + 1e-9
        case[r : r + len(h)] = i
        r += len(h)
    return evidence, density, case


def fit(table, families, shares, iterations):
    """Weights by Adam on their logarithms."""
    evidence, density, case = table
    of = families[case]
    weight = np.zeros(len(case))
    for family, share in shares.items():
        rows = np.char.startswith(of, family)
        weight[rows] += share / rows.sum()
    use = np.where(weight > 0)[0]
    weight = weight[use] / weight.sum()
    density, evidence = density[use], np.exp(evidence)[case[use]]
    logs = np.zeros(evidence.shape[1])
    m, v = np.zeros_like(logs), np.zeros_like(logs)
    for step in range(1, iterations + 1):
        prior = np.exp(logs - logs.max())
        prior /= prior.sum()
        posterior = evidence * prior.astype(np.float32) + 1e-30
        posterior /= posterior.sum(1, keepdims=True)
        joint = posterior * density
        total = joint.sum(1)
        gradient = ((joint / total[:, None] - posterior) * weight[:, None]).sum(0)
        m, v = 0.9 * m + 0.1 * gradient, 0.99 * v + 0.01 * gradient**2
        logs += 0.15 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-5)
        logs = np.maximum(logs - logs.max(), -12)
    prior = np.exp(logs - logs.max())
    return prior / prior.sum(), (weight * np.log(total)).sum()


def sample(everything, each, seed):
    generator = np.random.default_rng(seed)
    # Flows of enterprises are their births and deaths.
    part = lambda c: "" if c[0] != "uk" else " active" if c[1].startswith("active") else " flows"
    label = np.array([c[0] + part(c) for c in everything])
    family = np.array([c[0] for c in everything])
    keep = np.concatenate([generator.permutation(np.where(family == f)[0])[:each] for f in np.unique(family)])
    return [everything[i] for i in keep], label[keep]


def main(folder):
    everything = [c for c in cases(folder) if not c[2]]
    models = grid()
    chosen, families = sample(everything, 900, seed=0)
    table = tables(chosen, models)
    matters = np.zeros(len(models), bool)
    for kind, shares in KINDS.items():
        prior, score = fit(table, families, shares, 120)
        matters[np.argsort(-prior)[:40]] = True
        print(f"{kind}: {len(models)} models, mean log density {score:.4f}", flush=True)
    models = models[matters]
    chosen, families = sample(everything, 4000, seed=1)
    table = tables(chosen, models)
    weights = {}
    for kind, shares in KINDS.items():
        prior, score = fit(table, families, shares, 200)
        prior[prior < 0.002] = 0
        weights[kind] = prior / prior.sum()
        print(f"{kind}: {(prior > 0).sum()} of {len(models)} models, mean log density {score:.4f}", flush=True)
    write(models, weights)


def write(models, weights):
    rows = []
    for i, (alpha, beta, phi, sigma, tau, mu, lam) in enumerate(models):
        w = [round(float(weights[k][i]), 4) for k in KINDS]
        if max(w) > 0:
            rows.append(("relative" if lam == 0 else "root", mu, alpha, beta, phi, float(f"{sigma:.4g}"), tau, w))
    rows.sort(key=lambda r: r[:7])
    with open(os.path.join(ROOT, "docs", "trend-models.csv"), "w") as file:
        print("scale,steady_growth,level_response,growth_response,persistence,volatility,growth_spread", *KINDS, sep=",", file=file)
        for r in rows:
            print(r[0], *("%g" % x for x in r[1:7]), *("%g" % x for x in r[7]), sep=",", file=file)
    path = os.path.join(ROOT, "Sources", "Forecasting", "TrendModelTable.swift")
    text = open(path).read()
    head, tail = text.index("    )] = [\n") + len("    )] = [\n"), text.rindex("    ]\n}")
    lines = [
        "      (.%s, %g, %g, %g, %g, %g, %g, [%s]),\n" % (r[0], *r[1:7], ", ".join("%g" % w for w in r[7]))
        for r in rows
    ]
    open(path, "w").write(text[:head] + "".join(lines) + text[tail:])


if __name__ == "__main__":
    main(sys.argv[1])
