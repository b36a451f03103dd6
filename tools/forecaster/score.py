"""Scores the program on the programmes of the countries that nothing was learnt from (decision 0026).

    python tools/forecaster/score.py DATA WAYMARK [--scaled]     (about three minutes; numpy)

For each kind: Brier over 1.25, 1.5, 2 and 3 times the last value five years ahead, what was said less what came
at each, how often the 80 and 95 % intervals held five years and one year ahead, and the median width of the
80 % interval one year ahead in logarithms. Probabilities are read between quantiles in steps of 2 %. Windows are
drawn by a fixed seed; countries are those that short_histories.py puts aside, shares of people are left out, and
with --scaled all values are brought to 1,000 at the last one, with six digits, so that their number says nothing.
"""

import csv
import io
import subprocess
import sys
import tempfile

import numpy as np

from short_histories import cut, series

RATIOS = [1.25, 1.5, 2, 3]
LEVELS = list(range(4, 100, 4)) + [95, 99]
STOCKS = ["broadband_subscribers", "cell_phones_total", "patents_in_force_total", "personal_computers_total"]


def windows(folder):
    """(series, pick, years, values, {horizon: value}) of what has a value five years ahead."""
    for group, family, _, aside, points in series(folder):
        if aside and family in STOCKS:
            for pick, years, values, came, _ in cut(group, points):
                if 5 in dict(came):
                    yield family, pick, years, values, dict(came)


def forecasts(program, chosen, kind, scaled):
    """{(window, horizon): (ratios, probabilities below them)} from the quantiles that the program gives."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        print("window,year,value", file=file)
        for i, (_, _, years, values, _) in enumerate(chosen):
            for year, value in zip(years, values):
                written = f"{1000 * value / values[-1]:.6f}" if scaled else f"{value:.15g}"
                print(f"{i},{year},{written}", file=file)
        file.flush()
        out = subprocess.run(
            [program, "forecast", file.name, "--time", "year", "--value", "value", "--group", "window", "--horizon", "5",
             "--kind", kind, "--levels", ",".join(map(str, LEVELS)), "--format", "csv", "--quiet"],
            check=True, capture_output=True, text=True).stdout
    found = {}
    for row in csv.DictReader(io.StringIO(out)):
        i = int(row["group"])
        last = 1000.0 if scaled else chosen[i][3][-1]
        below = [(50 - level / 2, row[f"low{level}"]) for level in LEVELS] + [(50 + level / 2, row[f"high{level}"]) for level in LEVELS]
        below = sorted([(p / 100, float(v) / last) for p, v in below] + [(0.5, float(row["median"]) / last)])
        ahead = round(float(row["time"])) - chosen[i][2][-1]
        found[i, ahead] = np.array([v for _, v in below]), np.array([p for p, _ in below])
    return found


def board(label, program, chosen, kind, scaled):
    found = forecasts(program, chosen, kind, scaled)
    said, came, held, widths = [], [], {5: [], 1: []}, []
    for i, (_, _, _, values, later) in enumerate(chosen):
        ratio, below = found[i, 5]
        said.append([1 - np.interp(r, ratio, below) for r in RATIOS])
        came.append([later[5] / values[-1] >= r for r in RATIOS])
        for h in held:
            if h in later:
                ratio, below = found[i, h]
                held[h].append(np.interp(later[h] / values[-1], ratio, below, left=0, right=1))
        ratio, below = found[i, 1]
        low, high = np.interp([0.1, 0.9], below, ratio)
        widths.append(np.log(high / low) if low > 0 else np.inf)
    said, came = np.array(said), np.array(came, float)
    cover = lambda h: "/".join(f"{np.mean(np.abs(np.array(held[h]) - 0.5) < half):.2f}" for half in (0.4, 0.475))
    bias = " ".join(f"{b:+.3f}" for b in (said - came).mean(0))
    print(f"{label:26s} {kind:8s} {len(chosen):5d} Brier {((said - came) ** 2).mean():.4f} bias {bias} "
          f"five years {cover(5)} one year {cover(1)} width {np.median(widths):.2f}", flush=True)


def main(folder, program, *options):
    scaled = "--scaled" in options
    every = list(windows(folder))
    generator = np.random.default_rng(0)
    draw = lambda found, n: [found[i] for i in generator.permutation(len(found))[:n]]
    pairs = [w for w in every if w[1] == "2 apart 5"]
    fast = [w for w in pairs if 2.5 <= w[3][-1] / w[3][0] <= 4.5]
    boards = [("five years apart", draw(pairs, 1200)), ("the same, fast", fast)]
    for name, of in [("mobile and broadband", STOCKS[:2]), ("patents in force", STOCKS[2:3])]:
        for n in (2, 3, 5):
            boards.append((f"{name}, {n} points", draw([w for w in every if w[0] in of and w[1] == f"last {n}"], 600)))
    for label, chosen in boards:
        for kind in ("any", "stock", "rollout", "patents")[: 4 if "patents" in label else 3]:
            board(label, program, chosen, kind, scaled)


if __name__ == "__main__":
    main(*sys.argv[1:])
