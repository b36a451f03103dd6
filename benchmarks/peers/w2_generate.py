#!/usr/bin/env python3
"""Makes the data of W2: 10,000 logistic and 10,000 Gompertz series, the same numbers everywhere.

    python3 benchmarks/peers/w2_generate.py FOLDER

FOLDER/w2_MODEL.csv has columns series, t, y; w2_MODEL.bin has rows of 61 doubles: number of points n, 30 times, 30 values
(the first n of each count). Standard library only. Exits with 1 if a sum of the data is not the expected one.
"""

import array
import math
import sys
from pathlib import Path

import harness

SERIES, LONGEST, WORD = 10_000, 30, (1 << 64) - 1


class SplitMix64:
    """Steele, Lea and Flood 2014."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & WORD
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
        return (((z ^ (z >> 31)) >> 11) + 0.5) * 2.0**-53

    def normal(self):
        radius = math.sqrt(-2 * math.log(self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())


def logistic(x):
    return 1 / (1 + math.exp(-x))


def gompertz(x):
    return math.exp(-math.exp(-x))


def series(curve, seed):
    """The values of every series at t = 0, 1, …"""
    draw = SplitMix64(seed)
    for number in range(SERIES):
        n = 8 + number % 23
        ceiling = math.exp(math.log(100) + 0.5 * draw.normal())
        rate = math.exp(math.log(6 / n) + 0.25 * draw.normal())
        midpoint = n * (0.3 + 0.4 * draw.uniform())
        yield [ceiling * curve(rate * (t - midpoint)) + 0.02 * ceiling * draw.normal() for t in range(n)]


def main():
    folder = Path(sys.argv[1])
    good = True
    for name, curve, seed in (("logistic", logistic, 20261120), ("gompertz", gompertz, 20261121)):
        everything = list(series(curve, seed))
        lines = [f"{number},{t},{y!r}\n" for number, ys in enumerate(everything) for t, y in enumerate(ys)]
        (folder / f"w2_{name}.csv").write_text("series,t,y\n" + "".join(lines), encoding="utf-8")
        table = array.array("d")
        for ys in everything:
            padding = [0.0] * (LONGEST - len(ys))
            table.extend([len(ys), *range(len(ys)), *padding, *ys, *padding])
        (folder / f"w2_{name}.bin").write_bytes(table.tobytes())
        total = math.fsum(len(ys) + math.fsum(ys) for ys in everything)
        good = harness.agrees({"sum": total}, f"W2-{name}-data", SERIES) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
