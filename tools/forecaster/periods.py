#!/usr/bin/env python3
"""How `waymark backtest` does on monthly and quarterly series (docs/decisions/0040).

    Rscript tools/forecaster/periods.R series.csv
    tools/forecaster/periods.py series.csv .build/release/waymark

Halves of the series by a hash of their names, and 40 logistic curves with noise: a line for each with sMAPE, CRPS,
the cover of the 80 % interval and the sMAPE of the last value."""

import csv
import hashlib
import math
import os
import random
import subprocess
import sys
import tempfile


def halves(rows):
    parts = {}
    for row in rows:
        half = int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2
        kind = "quarterly" if "Q" in row["t"] else "monthly"
        parts.setdefault((half, kind), []).append((row["id"], row["t"], row["v"]))
    return sorted(parts.items())


def logistic():
    chance, rows = random.Random(5), []
    for number in range(40):
        ceiling, middle = chance.choice([100, 1000, 5e4]), chance.uniform(18, 45)
        width, noise = chance.uniform(4, 12), chance.choice([0.005, 0.01, 0.03])
        for month in range(72):
            value = ceiling / (1 + math.exp(-(month - middle) / width)) * math.exp(chance.gauss(0, noise))
            rows.append((f"s{number}", f"{2018 + month // 12}-{month % 12 + 1:02d}", f"{value:.6g}"))
    return rows


def main():
    with open(sys.argv[1]) as file:
        parts = halves(csv.DictReader(file)) + [((2, "monthly"), logistic())]
    for (half, kind), rows in parts:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "part.csv")
            with open(path, "w") as file:
                file.write("id,t,v\n" + "".join(",".join(row) + "\n" for row in rows))
            horizon = "8" if kind == "quarterly" else "12"
            said = subprocess.run(
                [os.path.abspath(sys.argv[2]), "backtest", path, "--time", "t", "--value", "v", "--group", "id",
                 "--horizon", horizon, "--origins", "6", "--format", "csv"],
                capture_output=True, text=True, check=True).stdout.split("\n")
        line = dict(zip(said[0].split(","), said[-2].split(",")))
        name = "logistic" if half == 2 else f"{kind}, half {half}"
        print(f"{name:20} {len({row[0] for row in rows}):3} series  sMAPE {float(line['smape']):6.2f}  "
              f"CRPS {float(line['crps']):6.2f}  cover {100 * float(line['cover80']):3.0f} %  "
              f"naive {float(line['naive_smape']):6.2f}")


main()
