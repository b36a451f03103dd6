"""NIST StRD linear problems: correct digits of estimates and standard errors, through expressions."""

import time

import numpy as np
import pandas as pd

from common import CAP, Section, digits, markdown


def design(data, names):
    """The columns of the problem, and the expression that says the same."""
    predictors = [c for c in data.columns if c != "y"]
    powers = [int(n[1:]) for n in names]
    if len(predictors) > 1:
        terms = ["1" if k == 0 else predictors[k - 1] for k in powers]
        columns = [np.ones(len(data)) if k == 0 else data[predictors[k - 1]].to_numpy(float) for k in powers]
    else:
        terms = ["1" if k == 0 else "x" if k == 1 else f"x^{k}" for k in powers]
        columns = [data["x"].to_numpy(float) ** k for k in powers]
    expression = " + ".join(n if t == "1" else f"{n}*{t}" for n, t in zip(names, terms))
    return np.column_stack(columns), expression, predictors


def run(context):
    section = Section("Linear least squares: NIST StRD")
    table = pd.read_csv(context.data / "nist-linear/certified.csv")
    rows, spent, longley = [], [0.0, 0.0], None
    for problem, certified in table.groupby("dataset"):
        data = pd.read_csv(context.data / f"nist-linear/{problem}.csv")
        names = list(certified.param)
        matrix, expression, predictors = design(data, names)
        frame, seconds, message = context.waymark("fit", data, "--predictors", ",".join(predictors), "--value", "y",
                                                  "--curve", expression, "--start", ",".join(f"{n}=1" for n in names))
        spent[0] += seconds
        begin = time.perf_counter()
        b, *_ = np.linalg.lstsq(matrix, data.y.to_numpy(float), rcond=None)
        residuals = data.y.to_numpy(float) - matrix @ b
        freedom = len(data) - len(names)
        inverse = np.linalg.inv(np.linalg.qr(matrix, mode="r"))
        errors = np.sqrt((inverse**2).sum(axis=1) * (residuals @ residuals / freedom))
        spent[1] += time.perf_counter() - begin
        if frame is None:
            mine, mine_errors = [np.nan] * len(names), [np.nan] * len(names)
            section.worse.append(f"NIST {problem}: no fit: {message}")
        else:
            frame = frame.set_index("parameter")
            mine, mine_errors = ([float(frame[c].get(n, np.nan)) for n in names] for c in ("estimate", "standard_error"))

        def worst(values, truths):
            return min(digits(a, t) for a, t in zip(values, truths))

        ours = (worst(mine, certified.estimate), worst(mine_errors, certified.std_error))
        theirs = (worst(b, certified.estimate), worst(errors, certified.std_error))
        rows.append([problem, *(f"{v:.1f}" for v in ours), *(f"{v:.1f}" for v in theirs)])
        if problem == "longley":
            longley = ours
        if theirs[0] > ours[0] + 0.5 and ours[0] < CAP - 1:
            section.worse.append(f"NIST {problem}: {ours[0]:.1f} digits, NumPy lstsq {theirs[0]:.1f}")
    section.add("Digits of the worst parameter and of the worst standard error (at most 11; absolute where the certified error is 0).")
    section.add(markdown(["problem", "waymark", "s.e.", "NumPy lstsq", "s.e."], rows))
    section.add(f"Seconds: waymark {spent[0]:.2f} (one start of the program each), NumPy {spent[1]:.3f}.")
    if longley:
        section.check("Longley: 10 digits", f"{longley[0]:.1f}, standard errors {longley[1]:.1f}", longley[0] >= 10)
    return section
