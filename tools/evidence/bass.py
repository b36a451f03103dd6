"""Bass curves of three classic durables against R's nls."""

import time

import numpy as np
import pandas as pd
from scipy.optimize import curve_fit

from common import Section, markdown, relative


def cumulative(t, p, q, m):
    e = np.exp(-np.clip((p + q) * t, -500, 500))
    return m * (1 - e) / (1 + q / p * e)


def increments(t, p, q, m):
    return cumulative(t, p, q, m) - cumulative(t - 1, p, q, m)


def run(context):
    section = Section("Bass curves: R nls")
    series = pd.read_csv(context.data / "bass/series.csv")
    reference = pd.read_csv(context.data / "bass/reference.csv").set_index("product")
    frame, seconds, _ = context.waymark("fit", series, "--time", "t", "--value", "adoptions", "--group", "product",
                                        "--curve", "bass", "--observation", "increment")
    rows, off, scipy_seconds = [], [], 0.0
    for product, expected in reference.iterrows():
        mine = frame[frame.group == product].set_index("parameter")
        worst = max(relative(mine.estimate.get(n, np.nan), expected[f"nls_{k}"]) for n, k in (("p", "p"), ("q", "q"), ("ceiling", "m")))
        worst_error = max(relative(mine.standard_error.get(n, np.nan), expected[f"se_{k}"])
                          for n, k in (("p", "p"), ("q", "q"), ("ceiling", "m")))
        data = series[series["product"] == product]
        begin = time.perf_counter()
        try:
            found, cov = curve_fit(increments, data.t.to_numpy(float), data.adoptions.to_numpy(float),
                                   p0=(0.03, 0.38, 2 * data.adoptions.sum()), maxfev=20000)
            theirs = max(relative(a, expected[f"nls_{k}"]) for a, k in zip(found, "pqm"))
        except RuntimeError:
            theirs = np.inf
        scipy_seconds += time.perf_counter() - begin
        off.append(max(worst, worst_error))
        rows.append([product, f"{worst:.1e}", f"{worst_error:.1e}", f"{theirs:.1e}"])
    section.add("Worst relative difference from R's p, q, m and their standard errors; ours without starts, SciPy from p = 0.03, "
                "q = 0.38 and twice the sales.")
    section.add(markdown(["product", "waymark", "s.e.", "SciPy"], rows))
    section.add(f"Seconds: waymark {seconds:.2f}, SciPy {scipy_seconds:.2f}.")
    section.check("Bass: p, q, m and standard errors within 1e-4 of R", f"worst {max(off):.1e}", max(off) <= 1e-4)
    return section
