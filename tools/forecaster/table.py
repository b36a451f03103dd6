"""Reads the older school's table and writes that of few points, for Swift and for readers."""

import csv
import os

import jax.numpy as jnp
import numpy as np

ROOT = os.path.join(os.path.dirname(__file__), "..", "..")
# Wildness of the older school: ForecastKind.swift.
OLDER = {"any": [0.85, 0.12, 0.03], "stock": [0.88, 0.12, 1e-9], "flow": [0.88, 0.12, 1e-9], "rollout": [0.80, 0.14, 0.06],
         "patents": [0.88, 0.12, 1e-9]}
# A kind that the older school does not know has its weights from another.
AS = {"patents": "stock"}
# By what factors deviations of the learnt models are larger: 1, 2 and 4 while learning. With these a tenth more
# the 80 % intervals five years ahead hold about 78 % of what was learnt from, instead of 76 %.
FACTORS = (1.1, 2.2, 4.4)
NAMES = ["constant", "length", "growing", "gap", "level1", "level2", "level3", "ceiling_share", "near_ceiling", "fast",
         "fast_level1", "fast_level2", "fast_level3"]


def read_school(kinds):
    with open(os.path.join(ROOT, "docs", "trend-models.csv")) as file:
        rows = list(csv.DictReader(file))
    column = lambda name: jnp.array([float(row[name]) for row in rows], jnp.float32)
    root = np.array([row["scale"] == "root" for row in rows])
    models = dict(mu=column("steady_growth"), m0=column("steady_growth"), alpha=column("level_response"), beta=column("growth_response"),
                  phi=column("persistence"), sigma=column("volatility"), tau=column("growth_spread"))
    with np.errstate(divide="ignore"):
        weights = [jnp.maximum(jnp.log(column(AS.get(kind, kind))), -40) for kind in kinds]
    return dict(models=models, root=jnp.array(root), weights=weights, wildness=[jnp.log(jnp.array(OLDER[kind])) for kind in kinds],
                limit=jnp.where(jnp.array(root), 0.8, 0.3) / models["sigma"])


def read_table(kinds):
    """The table as parameters of the learner, to go on from: a kind that it does not have begins as stocks."""
    path = os.path.join(ROOT, "docs", "few-points-models.csv")
    with open(path) as file:
        lines = file.read().splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    notes = {line[2:].split(":")[0]: line.split(":")[1] for line in lines if line.startswith("#")}
    column = lambda name: np.array([float(row[name]) for row in rows[:-1]])
    logit = lambda p: np.log(p / (1 - p))
    p = dict(
        mu=column("steady_growth"), late=column("steady_growth_late"), m0=column("initial_growth"), late0=column("initial_growth_late"),
        alpha=logit(np.clip(column("level_response"), 1e-4, 1 - 1e-4)), beta=3 + np.log(np.expm1(np.maximum(column("growth_response"), 1e-4))),
        phi=logit(np.clip((column("persistence") - 0.3) / 0.69, 1e-3, 1 - 1e-3)), sigma=np.log(column("volatility")), tau=np.log(column("growth_spread")))
    tables, power, wildness = [], [], []
    for kind in kinds:
        known = kind if kind in notes else AS[kind]
        tables.append([[float(row[f"{known}_{name}"]) for name in NAMES] for row in rows])
        words = notes[known].replace(",", "").split()
        power.append([float(words[1]), float(words[2])])
        wildness.append([np.log(max(1e-4, float(pair.split("x")[0]))) for pair in words[4:]])
    tables = np.array(tables)
    power = np.array(power)
    return p | dict(constant=tables[:, :, 0], slopes=tables[:, :, 1:].transpose(0, 2, 1), power=power[:, 0], power_length=power[:, 1],
                    wildness=np.array(wildness)), np.array([row["scale"] == "root" for row in rows[:-1]])


def number(x):
    return f"{float(x):.4g}"


def write(p, m, root, kinds):
    order = sorted(range(len(root)), key=lambda k: (root[k], m["sigma"][k]))
    rows, wild = {}, {}
    for i, kind in enumerate(kinds):
        table = np.concatenate([p["constant"][i][None], p["slopes"][i]]).T
        table[:, 0] -= table[:, 0].max()
        rows[kind] = [[f"{x:.3f}" if abs(x) >= 0.0005 else "0" for x in table[k]] for k in order + [len(root)]]
        shares = np.exp(p["wildness"][i] - p["wildness"][i].max())
        shares = [round(float(s), 4) for s in shares / shares.sum()]
        wild[kind] = [(round(1 - shares[1] - shares[2], 4), FACTORS[0]), (shares[1], FACTORS[1]), (shares[2], FACTORS[2])]
    path = os.path.join(ROOT, "Sources", "Forecasting", "FewPointsTable.swift")
    text = open(path).read()
    trends = "".join(
        f"    {'root' if root[k] else 'relative'} "
        + " ".join(number(m[name][k]) for name in ("mu", "late", "alpha", "beta", "phi", "sigma", "m0", "late0", "tau")) + "\n" for k in order)
    head = text.index('  static let trends: [LearntTrend] = """\n') + len('  static let trends: [LearntTrend] = """\n')
    text = text[:head] + trends + text[text.index('    """', head):]
    tables = "".join(
        f"\n  private static let {kind} = Weights(\n    power: ({p['power'][i]:.4f}, {p['power_length'][i]:.4f}),\n    wildness: ["
        + ", ".join(f"({s:.4f}, {f})" for s, f in wild[kind]) + '],\n    """\n'
        + "".join(f"    {' '.join(row)}\n" for row in rows[kind]) + '    """)\n' for i, kind in enumerate(kinds))
    text = text[: text.index("\n  private static let any = Weights(")] + tables + "}\n"
    open(path, "w").write(text)
    with open(os.path.join(ROOT, "docs", "few-points-models.csv"), "w") as file:
        print("scale,steady_growth,steady_growth_late,initial_growth,initial_growth_late,level_response,growth_response,persistence,"
              "volatility,growth_spread", *[f"{kind}_{name}" for kind in kinds for name in NAMES], sep=",", file=file)
        for place, k in enumerate(order + [None]):
            cells = [""] * 9 if k is None else [number(m[name][k]) for name in ("mu", "late", "m0", "late0", "alpha", "beta", "phi", "sigma", "tau")]
            scale = "older school" if k is None else "root" if root[k] else "relative"
            print(scale, *cells, *[x for kind in kinds for x in rows[kind][place]], sep=",", file=file)
        for i, kind in enumerate(kinds):
            pairs = " ".join(f"{s:.4f}x{f}" for s, f in wild[kind])
            print(f"# {kind}: power {p['power'][i]:.4f} {p['power_length'][i]:.4f}, wildness {pairs}", file=file)
