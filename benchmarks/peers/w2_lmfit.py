"""W2 in lmfit: Model.fit (MINPACK below it), the first 1,000 series of the 10,000."""

import harness

given = harness.options()

import curves
import lmfit

COUNT = 1_000
model = lmfit.Model(curves.logistic if given.workload == "W2-logistic" else curves.gompertz, independent_vars=["t"])
series = curves.read(given)[:COUNT]


def run(seed):
    parameters, ssr, covariances = [], [], []
    for t, y in series:
        ceiling, rate, midpoint = curves.self_start(given.workload, t, y)
        result = model.fit(y, t=t, ceiling=ceiling, rate=rate, midpoint=midpoint)
        parameters.append([result.params[name].value for name in ("ceiling", "rate", "midpoint")])
        ssr.append(result.chisqr)
        covariances.append(result.covar)
    return parameters, ssr, covariances


harness.measure(given.workload, "lmfit", "f64", given, run, COUNT, COUNT, "fit", warm=False,
                table=f"{given.workload}-first-{COUNT}", summary=curves.summary)
