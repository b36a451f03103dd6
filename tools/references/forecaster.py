"""Reference values of the automatic forecaster: the NumPy implementation of its trend models
(tools/forecaster/trend_models.py) mixed by SciPy, with the weights in docs/trend-models.csv.

    python tools/references/forecaster.py > Tests/GrowthModelsTests/Forecasting/ForecastVectors.swift

numpy 2.4.6, scipy 1.17.1, pandas 2.3.3, numba 0.68.1.
"""

import os
import sys

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import norm

ROOT = os.path.join(os.path.dirname(__file__), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "tools", "forecaster"))
from trend_models import forecast  # noqa: E402

WILDNESS = {
    "stock": [(0.88, 1), (0.12, 2)],
    "flow": [(0.88, 1), (0.12, 2)],
    "any": [(0.85, 1), (0.12, 2), (0.03, 4)],
    "rollout": [(0.80, 1), (0.14, 2), (0.06, 4)],
    "count": [(1.0, 1)],
}
CASES = [
    ("count", [2015, 2020], [120, 405]),
    ("stock", [2015, 2020], [120, 405]),
    ("any", [2015, 2016, 2017, 2018, 2019, 2020], [120, 160, 213, 270, 335, 405]),
    ("flow", list(range(2005, 2020)), [71, 74, 70, 78, 83, 80, 88, 95, 93, 99, 101, 98, 107, 111, 110]),
    ("rollout", [2010, 2011, 2012, 2014, 2015], [1, 3, 9, 31, 64]),
    ("any", [2018.5, 2019, 2019.25, 2020.75, 2022], [10, 11.2, 10.9, 13.1, 12.8]),
    ("stock", [2022], [130]),
]

table = pd.read_csv(os.path.join(ROOT, "docs", "trend-models.csv"))
models = np.column_stack([
    table.level_response, table.growth_response, table.persistence, table.volatility,
    table.growth_spread, table.steady_growth, (table.scale == "root") * 0.5,
]).astype(float)
root = models[:, 6] > 0


def law(kind, t, y, h):
    evidence, mean, variance = forecast(t, y, [h], models)
    weight = table[kind].values * np.exp(evidence - evidence[table[kind] > 0].max())
    weight = np.where(evidence > -1e29, weight, 0)
    weight /= weight.sum()
    last = y[-1]

    def cdf(x):
        z = np.where(root, 2 * (np.sqrt(x / last) - 1), np.log(x / last))
        total = 0.0
        for share, factor in WILDNESS[kind]:
            largest = np.where(root, 0.8, 0.3)
            wild = np.maximum(1, np.minimum(factor, largest / models[:, 3]))
            total += share * (weight * norm.cdf((z - mean[:, 0]) / (np.sqrt(variance[:, 0]) * wild))).sum()
        return total

    return cdf


print("// Written by tools/references/forecaster.py; do not edit.")
print("enum ForecastVectors {")
print("  /// Kind, dates, values, and for some horizons the 5, 50 and 95 % quantiles and the probability of")
print("  /// 1.25 times the last value.")
print("  static let cases:")
print("    [(kind: String, times: [Double], values: [Double], rows: [[Double]])] = [")
for kind, t, y in CASES:
    rows = []
    for h in (1, 3, 5):
        cdf = law(kind, t, y, h)
        quantiles = [brentq(lambda x: cdf(x) - p, 1e-3 * y[-1], 1e3 * y[-1], xtol=1e-13 * y[-1], rtol=1e-14) for p in (0.05, 0.5, 0.95)]
        rows.append([h, *quantiles, 1 - cdf(1.25 * y[-1])])
    print("      (")
    print(f'        "{kind}", {[float(x) for x in t]}, {[float(x) for x in y]},')
    print("        [")
    for row in rows:
        print("          [" + ", ".join("%.12g" % x for x in row) + "],")
    print("        ]")
    print("      ),")
print("    ]")
print("}")
