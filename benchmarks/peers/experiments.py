#!/usr/bin/env python3
"""Experiments beside EMA Workbench and SALib: the same scenarios as files for Waymark and as functions in Python.

    python3 benchmarks/peers/experiments.py [--program FILE] [--workers 1] [--into docs/evidence.md]

Prints its section, or puts it in the place of the one in a page. Random numbers are independent on the two sides, so
that every comparison is a difference over its standard error. `make evidence` runs it as one of its scoreboards.
"""

import argparse
import csv
import datetime
import importlib.metadata
import io
import logging
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
sys.path[:0] = [str(FOLDER), str(ROOT / "tools/evidence")]
from common import Section, markdown
from growth import LOWER, SWEEP_PATHS, SWEEP_PERIODS, sweep_attainment, sweep_draws, sweep_points

TITLE = "Experiments: EMA Workbench and SALib"
LARGEST = 4.0  # standard errors; of 100 independent differences one is larger in one run of 160
POINTS = 200  # of the sweep
BASE = 1 << 14  # rows of Sobol designs
SAMPLE = 20_000  # paths of an ordinary sample
TRAJECTORIES = 2_000
SEARCHES = 8  # samples of PRIM

GROWTH = """waymark: 1
scenario: Growth with noise
time: {start: 2000, end: 2040}
simulation: {paths: 10_000, seed: 11}
levers: {ceiling0: 1000, rate0: 0.14, midpoint0: 22, sigma: 0.15}
uncertainties:
  e1: normal(0, 1)
  e2: normal(0, 1)
  e3: normal(0, 1)
  ceiling: ceiling0 * exp(0.15 * e1)
  rate: rate0 * exp(0.15 * (-0.4 * e1 + 0.916515138991168 * e2))
  midpoint: midpoint0 + 3 * (0.3 * e1 - 0.4146139914483855 * e2 + 0.8591246929842246 * e3)
indicators:
  noise:
    kind: derived
    auxiliary: true
    expression: 0.7 * lag(noise, 1) + if(t == 1, 1, sqrt(0.51)) * each(normal(0, 1))
    initial: 0
  output:
    kind: derived
    expression: ceiling / (1 + exp(-rate * (t - midpoint))) * exp(sigma * noise - sigma^2 / 2)
targets:
  ever_800: {of: output, at_least: 800, by: 2040}
"""

ISHIGAMI = """waymark: 1
scenario: Ishigami
time: {start: 2020, end: 2021}
simulation: {seed: 11}
uncertainties:
  x1: uniform(-3.141592653589793, 3.141592653589793)
  x2: uniform(-3.141592653589793, 3.141592653589793)
  x3: uniform(-3.141592653589793, 3.141592653589793)
indicators:
  output: {kind: derived, expression: "sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)"}
"""


def growth(x):
    """The output in 2040 from e1, e2, e3 and the noise of that year, whose law is standard normal."""
    h = x[:, :3] @ LOWER.T
    ceiling, rate = 1000 * np.exp(0.15 * h[:, 0]), 0.14 * np.exp(0.15 * h[:, 1])
    midpoint = 22 + 3 * h[:, 2]
    return ceiling / (1 + np.exp(-rate * (40 - midpoint))) * np.exp(0.15 * x[:, 3] - 0.15**2 / 2)


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


UNIFORM = [-math.pi, math.pi]
MODELS = {
    "Ishigami": (ISHIGAMI, ishigami, ["x1", "x2", "x3"], [UNIFORM] * 3, ["unif"] * 3),
    "growth": (GROWTH, growth, ["e1", "e2", "e3", "process noise"], [[0, 1]] * 4, ["norm"] * 4),
}
# Sobol and Levitan (1999).
CLOSED_FORMS = {"Ishigami": {"first": [0.3139051911, 0.4424111448, 0.0], "total": [0.5575888552, 0.4424111448, 0.2436836641]}}


class Programs:
    """Runs Waymark as anybody does, and clocks it, its start included."""

    def __init__(self, program, workers):
        self.program, self.workers = program, workers
        self.folder = Path(tempfile.mkdtemp())

    def rows(self, scenario, command, *options):
        file = self.folder / "scenario.yaml"
        file.write_text(scenario, encoding="utf-8")
        line = [str(self.program), command, str(file), *map(str, options)]
        begin = time.perf_counter()
        done = subprocess.run([*line, "--workers", str(self.workers), "--format", "csv", "--quiet"], capture_output=True, text=True)
        seconds = time.perf_counter() - begin
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return list(csv.DictReader(io.StringIO(done.stdout))), seconds


def clocked(work):
    begin = time.perf_counter()
    found = work()
    return found, time.perf_counter() - begin


def numbers(rows, names, column):
    """A column in the order of the names, and its standard errors from 95 % intervals."""
    by_name = {row["factor"]: row for row in rows}
    values = np.array([float(by_name[name][column]) for name in names])
    widths = np.array([float(by_name[name][f"{column}_high95"]) - float(by_name[name][f"{column}_low95"]) for name in names])
    return values, widths / (2 * 1.96)


class Comparison:
    """Differences of two sides in their standard errors."""

    def __init__(self):
        self.rows = []

    def add(self, what, ours, errors, theirs, their_errors, least=0.0):
        """`least` is what two estimators of one number may differ by for other reasons than chance."""
        differences = np.abs(np.asarray(ours) - np.asarray(theirs))
        errors = np.sqrt(np.asarray(errors) ** 2 + np.asarray(their_errors) ** 2)
        scores = np.where(differences <= least, 0, differences / np.maximum(errors, 1e-12))
        self.rows.append([what, str(differences.size), float(differences.max()), float(scores.max())])

    def table(self):
        return markdown(["what", "numbers", "largest difference", "in standard errors of both"], self.rows)

    @property
    def worst(self):
        return max(row[-1] for row in self.rows)


def sweep(programs, comparison, times):
    """Attainment at the first points of W3: perform_experiments with policies, and waymark sweep from a list."""
    warnings.filterwarnings("ignore")
    logging.getLogger("EMA").setLevel(logging.ERROR)
    from ema_workbench import Model, RealParameter, ScalarOutcome, SequentialEvaluator
    from ema_workbench.em_framework.points import Policy

    names = ["ceiling0", "rate0", "midpoint0", "sigma"]
    points = [tuple(float(x) for x in point) for point in zip(*sweep_points())][:POINTS]
    file = programs.folder / "points.csv"
    file.write_text("\n".join([",".join(names), *(",".join(map(repr, point)) for point in points)]) + "\n", encoding="utf-8")
    runs = [programs.rows(GROWTH, "sweep", "--design", f"list:{file}") for _ in range(5)]
    rows, seconds = runs[0][0], statistics.median(took for _, took in runs)
    ours = np.array([float(row["attainment"]) for row in rows])

    draws = None

    def attainment(ceiling0=0, rate0=0, midpoint0=0, sigma=0):
        return {"attainment": sweep_attainment(*draws, ceiling0, rate0, midpoint0, sigma)}

    model = Model("growth", function=attainment)
    model.levers = [RealParameter("ceiling0", 700, 1300), RealParameter("rate0", 0.08, 0.2),
                    RealParameter("midpoint0", 15, 30), RealParameter("sigma", 0.05, 0.2)]
    model.outcomes = [ScalarOutcome("attainment")]
    policies = [Policy(f"{k:06}", **dict(zip(names, point))) for k, point in enumerate(points)]

    def experiments():
        nonlocal draws
        draws = sweep_draws(5, np.float64)
        with SequentialEvaluator(model) as evaluator:
            table, outcomes = evaluator.perform_experiments(policies=policies, reporting_interval=POINTS)
        return outcomes["attainment"][np.argsort(table["policy"].astype(str).to_numpy())]

    runs = [clocked(experiments) for _ in range(5)]
    theirs, their_seconds = runs[0][0], statistics.median(took for _, took in runs)
    errors = np.sqrt(np.maximum(theirs * (1 - theirs), 1 / SWEEP_PATHS) / SWEEP_PATHS)
    comparison.add(f"attainment at {POINTS} settings of levers: EMA Workbench `perform_experiments`", ours, errors, theirs, errors)
    times.append([f"sweep, {POINTS} × {SWEEP_PATHS:,} paths × 40 periods", seconds, f"EMA Workbench {their_seconds:.2f}"])


def sobol(programs, comparison, times, name, indices, problem):
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as design

    scenario, model, factors, _, _ = MODELS[name]
    rows, seconds = programs.rows(scenario, "sensitivity", "--indicator", "output", "--points", BASE)

    def salib():
        x = design.sample(problem, BASE, calc_second_order=False, seed=3)
        return analysis.analyze(problem, model(x), calc_second_order=False, seed=4)

    found, their_seconds = clocked(salib)
    for column, key in (("first", "S1"), ("total", "ST")):
        ours, errors = numbers(rows, factors, column)
        comparison.add(f"{name}, Sobol {column}: SALib", ours, errors, found[key], np.asarray(found[f"{key}_conf"]) / 1.96)
        for k, factor in enumerate(factors):
            truth = CLOSED_FORMS.get(name, {}).get(column)
            indices.append([name, factor, column, f"{truth[k]:.4f}" if truth else "–", ours[k], errors[k], float(found[key][k]), float(found[f"{key}_conf"][k]) / 1.96])
    size = f"{BASE:,} × {len(factors) + 2}"
    times.append([f"Sobol, {name}, {size}", seconds, f"SALib {their_seconds:.2f}"])


def morris(programs, comparison, times, name, problem):
    """SALib's levels are 0, 1/3, 2/3, 1, ours 1/8 to 7/8 so that normal laws have finite ones: its model is asked at 1/8 + 3/4 u."""
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as design
    from scipy.stats import norm

    scenario, model, factors, _, laws = MODELS[name]
    names = [factor for factor in factors if factor != "process noise"]
    unit = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}
    quantile = norm.ppf if laws[0] == "norm" else lambda u: math.pi * (2 * u - 1)
    # Rows are compared on the same noise, averaged: the mean of exp(0.15 v - 0.15²/2) is 1.
    mean_noise = [np.full(1, 0.15 / 2)] if "process noise" in factors else []

    def at(u):
        x = quantile(0.125 + 0.75 * u)
        return model(np.column_stack([x, *(np.broadcast_to(v, len(x)) for v in mean_noise)]))

    options = ["--paths", "65536"] if mean_noise else []
    trajectories = 200 if mean_noise else TRAJECTORIES
    rows, seconds = programs.rows(scenario, "sensitivity", "--indicator", "output", "--method", "morris", "--points", trajectories, *options)

    def salib():
        u = design.sample(unit, TRAJECTORIES, num_levels=4, seed=3)
        return analysis.analyze(unit, u, at(u), num_levels=4, seed=4)

    found, their_seconds = clocked(salib)
    ours, errors = numbers(rows, names, "mu_star")
    # Its step of 2/3 is 1/2 of ours. Where all effects are equal the errors are 0 and the noise decides.
    least = 0.005 * ours.max() if mean_noise else 1e-9 * ours.max()
    comparison.add(f"{name}, Morris μ*: SALib", ours, errors, np.asarray(found["mu_star"]) * 4 / 3,
                   np.asarray(found["mu_star_conf"]) / 1.96 * 4 / 3, least)
    mu, mu_errors = numbers(rows, names, "mu")
    sigma = np.asarray(found["sigma"]) * 4 / 3
    comparison.add(f"{name}, Morris μ: SALib", mu, mu_errors, np.asarray(found["mu"]) * 4 / 3, sigma / math.sqrt(TRAJECTORIES), least)
    if not mean_noise:
        times.append([f"Morris, {name}, {TRAJECTORIES:,} trajectories", seconds, f"SALib {their_seconds:.2f}"])


def sample(programs, comparison, times, name, problem):
    """Delta, first order and rank correlations from an ordinary sample of the same size."""
    from SALib.analyze import delta as analysis
    from scipy.stats import rankdata

    scenario, model, factors, _, _ = MODELS[name]
    names = [factor for factor in factors if factor != "process noise"]
    rows, seconds = programs.rows(scenario, "sensitivity", "--indicator", "output", "--method", "given-data", "--paths", SAMPLE)
    rng = np.random.default_rng(6)
    x = rng.uniform(-math.pi, math.pi, (SAMPLE, 3)) if name == "Ishigami" else rng.standard_normal((SAMPLE, 4))
    y = model(x)
    inputs = {"num_vars": len(names), "names": names, "bounds": [UNIFORM] * len(names)}
    found, their_seconds = clocked(lambda: analysis.analyze(inputs, x[:, : len(names)], y, seed=4))
    ours, errors = numbers(rows, names, "delta")
    comparison.add(f"{name}, Borgonovo δ: SALib", ours, errors, found["delta_raw"], np.asarray(found["delta_raw_conf"]) / 1.96, 0.02)
    ours, errors = numbers(rows, names, "first")
    comparison.add(f"{name}, first order from a sample: SALib `delta`", ours, errors, found["S1"], np.asarray(found["S1_conf"]) / 1.96)
    times.append([f"given data, {name}, {SAMPLE:,} paths", seconds, f"SALib {their_seconds:.2f} (three kinds of δ)"])

    rows, seconds = programs.rows(scenario, "sensitivity", "--indicator", "output", "--method", "prcc", "--paths", SAMPLE)
    ranks = np.column_stack([rankdata(column) for column in [*x[:, : len(names)].T, y]])
    inverse = np.linalg.inv(np.corrcoef(ranks.T))
    diagonal = np.sqrt(np.diag(inverse))
    theirs = -inverse[-1, :-1] / (diagonal[-1] * diagonal[:-1])
    ours, errors = numbers(rows, names, "prcc")
    comparison.add(f"{name}, partial rank correlations: SciPy", ours, errors, theirs, (1 - theirs**2) / math.sqrt(SAMPLE))


def reached(draws, ceiling, rate, midpoint, noise):
    """Whether each path, with settings of its own, ever reaches 800."""
    h, v = draws
    scaled, r, middle = ceiling * np.exp(0.15 * h[0]), rate * np.exp(0.15 * h[1]), midpoint + 3 * h[2]
    met = np.zeros(len(scaled), bool)
    for t in range(SWEEP_PERIODS):
        met |= scaled / (1 + np.exp(-r * (t + 1 - middle))) * np.exp(noise * v[t] - noise**2 / 2) >= 800
    return met


def prim(programs, comparison, times):
    """Densities of the boxes of both searches at the same coverages, over several samples: a search may take another way on each."""
    import pandas as pd
    from ema_workbench.analysis import prim as analysis

    ranges = {"ceiling0": (700, 1300), "rate0": (0.08, 0.2), "midpoint0": (15, 30), "sigma": (0.05, 0.2)}
    varied = [part for name, (low, high) in ranges.items() for part in ("--vary", f"{name}={low}:{high}")]
    coverages = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3])

    def densities(trajectory):
        return np.interp(coverages, *np.array(sorted(trajectory)).T)

    ours, theirs, seconds, their_seconds = [], [], [], []
    for seed in range(1, SEARCHES + 1):
        out = programs.folder / f"discover-{seed}"
        _, took = programs.rows(GROWTH, "discover", *varied, "--paths", SAMPLE, "--seed", seed, "--out", out)
        with open(out / "trajectory.csv", encoding="utf-8") as file:
            ours.append(densities([(float(row["coverage"]), float(row["density"])) for row in csv.DictReader(file)]))
        seconds.append(took)

        rng = np.random.default_rng(seed)
        settings = [rng.uniform(low, high, SAMPLE) for low, high in ranges.values()]
        e = rng.standard_normal((3, SAMPLE))
        v = rng.standard_normal((SWEEP_PERIODS, SAMPLE))
        for t in range(1, SWEEP_PERIODS):
            v[t] = 0.7 * v[t - 1] + math.sqrt(0.51) * v[t]
        failed = ~reached((LOWER @ e, v), *settings)
        x = pd.DataFrame(dict(zip([*ranges, "e1", "e2", "e3"], [*settings, *e])))
        search = analysis.Prim(x, failed, threshold=0.05, peel_alpha=0.05, paste_alpha=0.05, mass_min=0.05)
        box, took = clocked(search.find_box)
        theirs.append(densities(list(zip(box.peeling_trajectory["coverage"], box.peeling_trajectory["density"]))))
        their_seconds.append(took)
    means = [np.mean(found, axis=0) for found in (ours, theirs)]
    errors = [np.std(found, axis=0, ddof=1) / math.sqrt(SEARCHES) for found in (ours, theirs)]
    comparison.add("growth, PRIM, densities at coverages 0.9 to 0.3: EMA Workbench `prim`", means[0], errors[0], means[1], errors[1])
    times.append([f"PRIM, growth, {SAMPLE:,} paths, 7 factors", float(np.median(seconds)), f"EMA Workbench {np.median(their_seconds):.2f} (one search, no resampling)"])
    return [[f"{c:.1f}", *map(float, row)] for c, row in zip(coverages, np.column_stack([means[0], errors[0], means[1], errors[1]]))]


def measured(program, workers):
    section = Section(TITLE)
    comparison, times, indices = Comparison(), [], []
    programs = Programs(program, workers)
    sweep(programs, comparison, times)
    for name, (_, _, factors, bounds, laws) in MODELS.items():
        problem = {"num_vars": len(factors), "names": factors, "bounds": bounds, "dists": laws}
        sobol(programs, comparison, times, name, indices, problem)
        morris(programs, comparison, times, name, problem)
        sample(programs, comparison, times, name, problem)
    densities = prim(programs, comparison, times)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("ema_workbench", "SALib", "numpy", "scipy"))
    section.add(
        "Two scenarios as files for Waymark and as functions of NumPy arrays for the others: Ishigami's function, and the growth of "
        "workload W3 (logistic, three correlated uncertainties, AR(1) noise). Random numbers are independent. "
        f"{datetime.date.today().isoformat()}; {versions}; {workers} worker. "
        "By `make evidence-experiments` ([benchmarks/peers/experiments.py](../benchmarks/peers/experiments.py)), which replaces this section alone.")
    section.add(comparison.table())
    section.add(
        "Morris: SALib is asked at the levels that Waymark takes, 1/8 to 7/8; the noise of the growth scenario is averaged over 65,536 paths on our side and "
        "exactly on the other, for which 0.5 % of the greatest effect is allowed. δ: the two estimate densities differently (classes, kernels); 0.02 is allowed. "
        "SALib has no partial rank correlations; they are from SciPy's ranks and NumPy's inverse.")
    section.add(markdown(["model", "factor", "index", "closed form", "waymark", "s.e.", "SALib", "s.e."], indices))
    section.add("PRIM where the growth fails to reach 800, four levers drawn evenly beside the uncertainties: density of the boxes at a coverage, means of "
                f"{SEARCHES} samples of {SAMPLE:,} paths and their standard errors. Seconds of ours include simulating and 50 further searches on halves.")
    section.add(markdown(["coverage", "waymark", "s.e.", "EMA Workbench", "s.e."], densities))
    section.add("Seconds (waymark: the whole program from its start, files read and written; the others: sampling, model and analysis, without start and imports):")
    section.add(markdown(["work", "waymark", "beside it"], times))
    section.check(f"EMA Workbench and SALib: every number within {LARGEST:.0f} standard errors", f"worst {comparison.worst:.2f}", comparison.worst <= LARGEST)
    return section


def run(context):
    """As a scoreboard of `make evidence`."""
    return measured(context.program, 1)


def replaced(page, section):
    """The page with the section in the place of the one that it has, or before the times at its end."""
    text = f"## {section.title}\n\n{section.text.rstrip()}\n\n"
    parts = ("\n" + page).split("\n## ")
    titles = [part.split("\n", 1)[0] for part in parts]
    if section.title in titles:
        parts[titles.index(section.title)] = text[3:]
    else:
        parts.insert(len(parts) - 1, text[3:])
    return "\n## ".join(part.rstrip() + "\n" for part in parts)[1:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=Path, default=ROOT / ".build/release/waymark")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--into", type=Path, help="the page whose section is replaced")
    arguments = parser.parse_args()
    section = measured(arguments.program.resolve(), arguments.workers)
    if arguments.into:
        arguments.into.write_text(replaced(arguments.into.read_text(encoding="utf-8"), section), encoding="utf-8")
    print(section.text)
    for goal, found, is_met in section.checks:
        print(f"{goal}: {found}: {'yes' if is_met else 'NO'}")
    return 0 if all(is_met for *_, is_met in section.checks) else 1


if __name__ == "__main__":
    sys.exit(main())
