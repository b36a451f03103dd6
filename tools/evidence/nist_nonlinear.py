"""NIST StRD nonlinear problems from both starts: correct digits of estimates and standard errors.

The formula of each problem is read from its own file, so that a folder with more problems is scored as it is.
"""

import re
import time
import warnings

import lmfit
import numpy as np
import pandas as pd
from scipy.optimize import curve_fit

from common import Section, digits, markdown

SUCCESS = 6  # digits: a run that reaches fewer did not find the certified minimum


def formula(text):
    """The right-hand side of `y = … + e` in a NIST file, with ^ for powers."""
    body = re.search(r"y\s*=\s*(.*?)\s*\+\s*e\s*$", text, re.S | re.M)
    if not body:
        return None
    out = " ".join(body[1].split()).replace("[", "(").replace("]", ")").replace("**", "^")
    return out.replace("arctan", "atan")


def read(path):
    text = path.read_text().replace("\r", "")
    first = int(re.search(r"Data\s*\(lines\s*(\d+)\s*to", text)[1])
    rows = [line.split() for line in text.split("\n")[first - 1:] if line.strip()]
    values = np.array([[float(c) for c in row] for row in rows])
    names = ["y", "x"] if values.shape[1] == 2 else ["y"] + [f"x{i}" for i in range(1, values.shape[1])]
    model = text[text.index("Model:"):]
    return formula(model[: re.search("starting", model, re.I).start()]), pd.DataFrame(values, columns=names)


def function(expression, names, data):
    code = compile(expression.replace("^", "**"), "formula", "eval")
    space = {"exp": np.exp, "log": np.log, "cos": np.cos, "sin": np.sin, "atan": np.arctan, "sqrt": np.sqrt,
             "pi": np.pi, **{c: data[c].to_numpy() for c in data.columns if c != "y"}}
    return lambda x, *b: eval(code, space, dict(zip(names, b)))


def ours(context, expression, data, names, start):
    options = ["--predictors", ",".join(c for c in data.columns if c != "y"), "--value", "y", "--curve", expression,
               "--start", ",".join(f"{n}={v!r}" for n, v in zip(names, start))]
    frame, seconds, _ = context.waymark("fit", data, *options)
    if frame is None:
        return None, None, seconds
    frame = frame.set_index("parameter")
    get = lambda n, c: float(frame[c].get(n, np.nan))
    return [get(n, "estimate") for n in names], [get(n, "standard_error") for n in names], seconds


def scipy(model, y, start):
    begin = time.perf_counter()
    try:
        p, cov = curve_fit(model, None, y, p0=start, method="lm", maxfev=20000, xtol=1e-15, ftol=1e-15, gtol=1e-15)
        p, errors = list(p), list(np.sqrt(np.diag(cov)))
    except Exception:
        p = errors = None
    return p, errors, time.perf_counter() - begin


def with_lmfit(model, y, names, start):
    begin = time.perf_counter()
    try:
        parameters = lmfit.create_params(**dict(zip(names, start)))
        found = lmfit.minimize(lambda q: model(None, *[q[n].value for n in names]) - y, parameters,
                               method="leastsq", xtol=1e-15, ftol=1e-15, max_nfev=20000)
        p = [found.params[n].value for n in names]
        errors = [found.params[n].stderr if found.params[n].stderr is not None else np.nan for n in names]
    except Exception:
        p = errors = None
    return p, errors, time.perf_counter() - begin


def run(context):
    section = Section("Nonlinear least squares: NIST StRD")
    table = pd.read_csv(context.data / "nist-nonlinear/certified.csv")
    solvers = ("waymark", "SciPy curve_fit lm", "lmfit leastsq")
    rows, scores, spent, skipped = [], {s: [] for s in solvers}, dict.fromkeys(solvers, 0.0), []
    for problem, certified in table.groupby("problem"):
        path = context.data / f"nist-nonlinear/{problem}.dat"
        try:
            expression, data = read(path)
            model = function(expression, list(certified.param), data)
            model(None, *certified.certified)
        except Exception as error:
            skipped.append(f"{problem} ({type(error).__name__})")
            continue
        names, y = list(certified.param), data.y.to_numpy()
        for which in ("start1", "start2"):
            start = [float(v) for v in certified[which]]
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                results = (ours(context, expression, data, names, start), scipy(model, y, start),
                           with_lmfit(model, y, names, start))
            row = [problem, which[-1]]
            for solver, (p, errors, seconds) in zip(solvers, results):
                worst = min((digits(a, b) for a, b in zip(p or [], certified.certified)), default=0.0)
                worst_error = min((digits(a, b) for a, b in zip(errors or [], certified.std_error)), default=0.0)
                scores[solver].append((worst, worst_error))
                spent[solver] += seconds
                row.append(f"{worst:.1f} / {worst_error:.1f}")
            rows.append(row)
    section.add("Digits of the worst parameter / of the worst standard error (log relative error, at most 11), from NIST's own "
                "starts, 1 the far one. Derivatives: ours exact, the peers' by differences of their default step. Seconds of ours include starting the "
                "program once a fit.")
    section.add(markdown(["problem", "start", *solvers], rows))
    summary = []
    for solver in solvers:
        s = np.array(scores[solver])
        summary.append([solver, f"{(s[:, 0] >= SUCCESS).sum()} of {len(s)}", float(s[:, 0].mean()), float(s[:, 0].min()),
                        float(s[:, 1].mean()), float(s[:, 1].min()), f"{spent[solver]:.2f}"])
    section.add(markdown(["solver", "runs with 6 digits", "mean digits", "worst", "mean of s.e.", "worst of s.e.", "seconds"], summary))
    if skipped:
        section.add("Not read: " + ", ".join(skipped) + ".")
    mine = np.array(scores["waymark"])
    section.check("NIST nonlinear: every run, both starts, has 6 digits", f"{(mine[:, 0] >= SUCCESS).sum()} of {len(mine)}, "
                  f"mean {mine[:, 0].mean():.1f} digits", (mine[:, 0] >= SUCCESS).all())
    for i, row in enumerate(rows):
        for solver in solvers[1:]:
            if scores[solver][i][0] > mine[i, 0] + 1 and mine[i, 0] < 8:
                section.worse.append(f"NIST {row[0]} start {row[1]}: {mine[i, 0]:.1f} digits, {solver} {scores[solver][i][0]:.1f}")
    return section
