"""What the Python programs share: arguments, reference check, the printed row. Import it before NumPy."""

import argparse
import csv
import math
import os
import sys
import time
from pathlib import Path

# Threads are ours to count, not those of the library below a 3 by 3 product.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

FOLDER = Path(__file__).resolve().parent
PROBABILITIES = (0.05, 0.25, 0.5, 0.75, 0.95)
DESCRIBED = (1, 15, 30, 45, 60)


def options(paths=1_000_000, variants=("",)):
    parser = argparse.ArgumentParser()
    parser.add_argument("--paths", type=int, default=paths)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workload")
    parser.add_argument("--data", type=Path, default=FOLDER.parents[1] / ".build/peers")
    parser.add_argument("--variant", choices=variants, default=variants[0])
    return parser.parse_args()


def describe(prefix, means, quantiles):
    """Means and quantiles (rows are periods) under the names of the reference table."""
    found = {}
    for period in DESCRIBED:
        found[f"{prefix}mean_{period}"] = means[period - 1]
        for p, value in zip(PROBABILITIES, quantiles[period - 1]):
            found[f"{prefix}q{round(100 * p):02d}_{period}"] = value
    return found


def first_passage(shares):
    """Shares of paths that first reached the target in each period; the last entry never did."""
    found = {f"reached_by_{period}": sum(shares[:period]) for period in (20, 30, 40, 60)}
    return found | {"never": shares[-1]}


def agrees(statistics, table, sample):
    """Every reference of the table must be met within 5√2 standard errors (or the least tolerance)."""
    with open(FOLDER / "references.csv", encoding="utf-8") as file:
        references = [row for row in csv.DictReader(file) if row["workload"] == table]
    missed = 0
    for row in references:
        expected, error = float(row["value"]), float(row["standard_error"])
        tolerance = 5 * math.sqrt(2) * error * math.sqrt(float(row["of_sample"]) / sample)
        tolerance = max(tolerance, float(row["least_tolerance"]))
        value = statistics.get(row["statistic"], math.nan)
        if not abs(value - expected) <= tolerance:
            missed += 1
            print(f"{table} {row['statistic']}: {value:.8g}, expected {expected:.8g} ± {tolerance:.2g}", file=sys.stderr)
    return bool(references) and missed == 0


def measure(workload, program, precision, given, run, sample, units, unit="path-period", warm=True, table=None, summary=None):
    """Runs once to warm up (and to compile), once on the clock, and prints the row.

    run(seed) gives the statistics, or what summary(*…) makes them of; the summary is not timed.
    """
    if warm:
        run(given.seed + 1000)
    start = time.perf_counter()
    result = run(given.seed)
    seconds = time.perf_counter() - start
    statistics = summary(*result) if summary else result
    check = "pass" if agrees(statistics, table or workload, sample) else "fail"
    row = (workload, program, precision, given.workers, f"{seconds:.6f}", f"{seconds / units * 1e9:.4f}", unit, check)
    print(*row, sep=",", flush=True)
