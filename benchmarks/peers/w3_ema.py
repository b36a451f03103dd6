"""W3 in the EMA Workbench: the NumPy model as its function, one experiment a point; processes if workers are more than 1."""

import warnings

import harness

given = harness.options()

import numpy as np
from ema_workbench import Model, MultiprocessingEvaluator, RealParameter, ScalarOutcome, SequentialEvaluator
from ema_workbench.em_framework.points import Scenario
from growth import *

warnings.filterwarnings("ignore")
draws = None  # set before the processes are forked


def attainment(ceiling=0, rate=0, midpoint=0, noise=0):
    return {"attain": sweep_attainment(*draws, ceiling, rate, midpoint, noise)}


model = Model("sweep", function=attainment)
model.uncertainties = [
    RealParameter("ceiling", 700, 1300),
    RealParameter("rate", 0.08, 0.2),
    RealParameter("midpoint", 15, 30),
    RealParameter("noise", 0.05, 0.2),
]
model.outcomes = [ScalarOutcome("attain")]
names = [parameter.name for parameter in model.uncertainties]
scenarios = [Scenario(str(k), **dict(zip(names, point))) for k, point in enumerate(zip(*sweep_points()))]


def evaluator():
    return SequentialEvaluator(model) if given.workers == 1 else MultiprocessingEvaluator(model, n_processes=given.workers)


def run(seed):
    global draws
    draws = sweep_draws(seed, np.float64)
    with evaluator() as evaluate:
        experiments, outcomes = evaluate.perform_experiments(scenarios=scenarios)
    # Processes return the experiments in the order in which they end; the names are the numbers of the points.
    order = np.argsort(experiments["scenario"].astype(int).to_numpy())
    return describe_sweep(np.asarray(outcomes["attain"])[order])


if __name__ == "__main__":
    units = SWEEP_POINTS * SWEEP_PATHS * SWEEP_PERIODS
    harness.measure("W3", "EMA Workbench", "f64", given, run, SWEEP_PATHS, units)
