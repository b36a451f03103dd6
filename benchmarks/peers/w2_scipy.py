"""W2 in SciPy: curve_fit with method "lm" (MINPACK), with and without the analytic Jacobian."""

import harness

given = harness.options(variants=("differences", "jacobian"))

import curves
from scipy.optimize import curve_fit

LOGISTIC = given.workload == "W2-logistic"
curve = curves.logistic if LOGISTIC else curves.gompertz
jacobian = curves.logistic_jacobian if LOGISTIC else curves.gompertz_jacobian
series = curves.read(given)


def run(seed):
    parameters, ssr, covariances = [], [], []
    for t, y in series:
        start = curves.self_start(given.workload, t, y)
        found, covariance = curve_fit(curve, t, y, p0=start, method="lm", jac=jacobian if given.variant == "jacobian" else None)
        residual = y - curve(t, *found)
        parameters.append(found)
        ssr.append(residual @ residual)
        covariances.append(covariance)
    return parameters, ssr, covariances


name = "SciPy curve_fit" + (" Jacobian" if given.variant == "jacobian" else "")
harness.measure(given.workload, name, "f64", given, run, len(series), len(series), "fit", warm=False, summary=curves.summary)
