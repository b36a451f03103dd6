"""Reference trajectories of PRIM by the EMA Workbench, on data that the tests make themselves.

    python tools/references/scenario_boxes.py > Tests/SensitivityTests/Discovery/BoxReferences.swift

ema_workbench 2.5.3, numpy 2.4.6, pandas 3.1.1, scipy 1.17.1.

The data are Weyl sequences, frac((row + 1) sqrt(prime)), so that every language has the same.
Integer factors are cast to whole numbers, the categorical one to letters.
"""

import warnings

warnings.filterwarnings("ignore")
import logging
import numpy as np
import pandas as pd
from ema_workbench.analysis import prim

PRIMES = [2, 3, 5, 7, 11, 13]


def weyl(n, prime):
    x = (np.arange(n) + 1) * np.sqrt(float(prime))
    return x - np.floor(x)


def continuous(n=2000):
    """Four factors, a corner of two of them, and noise from a fifth sequence."""
    x = pd.DataFrame({f"x{i}": weyl(n, p) for i, p in enumerate(PRIMES[:4])})
    chance = np.where((x.x0 > 0.6) & (x.x2 < 0.45), 0.85, 0.1)
    return x, (weyl(n, 11) < chance).astype(int)


def mixed(n=1500):
    """A continuous, a whole-number and a categorical factor."""
    parks = np.floor(weyl(n, 3) * 6).astype(int) + 1
    name = np.floor(weyl(n, 5) * 4).astype(int)
    x = pd.DataFrame({"x0": weyl(n, 2), "parks": parks, "name": [f"c{v}" for v in name]})
    x["name"] = x["name"].astype(object)
    chance = np.where((x.x0 > 0.5) & (parks >= 4) & (name != 2), 0.9, 0.15)
    return x, (weyl(n, 7) < chance).astype(int)


def limits(box, init, i):
    out = []
    for column in init.columns:
        lower, upper = box.box_lims[i][column]
        first, last = init[column]
        if isinstance(lower, set):
            if lower != first:
                kept = ", ".join(f"{float(v[1:])}" for v in sorted(lower))
                out.append((list(init.columns).index(column), f".among([{kept}])", box.qp[i][column][0]))
            continue
        if lower != first:
            out.append((list(init.columns).index(column), f".atLeast({float(lower)!r})", box.qp[i][column][0]))
        if upper != last:
            out.append((list(init.columns).index(column), f".atMost({float(upper)!r})", box.qp[i][column][1]))
    return out


def run(name, x, y, pastes=True, **options):
    alg = prim.Prim(x, y, threshold=0.1, **options)
    if not pastes:
        alg._paste = lambda box: box
    box = alg.find_box()
    print(f"  static let {name}: [Box] = [")
    for i in range(len(box.box_lims)):
        row = box.peeling_trajectory.iloc[i]
        print(f"    Box(rows: {int(row['n'])}, hits: {int(row['k'])}, limits: [", end="")
        print(", ".join(f"({f}, {l}, {q:.12g})" for f, l, q in limits(box, alg.box_init, i)), end="")
        print("]),")
    print("  ]\n")


if __name__ == "__main__":
    print("// swift-format-ignore-file")
    print("// Made by tools/references/scenario_boxes.py: ema_workbench 2.5.3.\n")
    print("import Sensitivity\n")
    print("enum BoxReferences {")
    print("  struct Box {")
    print("    let rows: Int\n    let hits: Int")
    print("    let limits: [(factor: Int, limit: BoxRestriction.Limit, quasiP: Double)]\n  }\n")
    run("continuous", *continuous())
    run("coarse", *continuous(300), peel_alpha=0.1, paste_alpha=0.2, mass_min=0.1)
    # Pasting whole numbers sets 3.5 in a column of integers, which pandas 3 refuses.
    run("mixed", *mixed(), pastes=False)
    print("}")
