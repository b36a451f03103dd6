"""What experience says of the ceilings of four series, for CeilingExperienceTests.swift (NumPy, SciPy).

    python tools/references/ceiling_experience.py

An own logistic fit (curve_fit from several starts) and the formulas of decision 0028.
"""

import numpy as np
from scipy.optimize import curve_fit
from scipy.stats import norm

CENTRE = [2.03, -0.414, -0.495, -0.372, 0.144, 0.458, -2.976, 0.175]
SPREAD = [0.343, 0.119, -0.101, 0.22, 0.058, 0.04, 0.394, 0.087]
SERIES = {
    "seen to two thirds": (range(2010, 2018), [1.2, 2.1, 3.7, 6.2, 9.7, 14.4, 19.5, 25.1]),
    "nearly done": (range(2005, 2020), [3, 5, 9, 14, 24, 36, 50, 63, 75, 83, 89, 93, 95.5, 97, 97.8]),
    "wavering": ((2000, 2003, 2004, 2006, 2007, 2010), [40, 52, 70, 66, 90, 88]),
    "three": ((2018, 2020, 2021), [10, 30, 38]),
}


def logistic(t, k, r, m):
    return k / (1 + np.exp(-r * (t - m)))


def main():
    for name, (t, y) in SERIES.items():
        t, y = np.array(list(t), float), np.array(y, float)
        best = None
        for k in (1.05, 1.5, 3):
            for r in (0.2, 0.6, 1.2):
                for m in (0.3, 0.6, 1):
                    try:
                        p, _ = curve_fit(logistic, t, y, p0=(k * y.max(), r, t[0] + m * (t[-1] - t[0])), maxfev=20000, ftol=1e-15, xtol=1e-15, gtol=1e-15)
                    except RuntimeError:
                        continue
                    rss = ((y - logistic(t, *p)) ** 2).sum()
                    if best is None or rss < best[0]:
                        best = rss, p
        rss, (k, r, m) = best
        steps = np.diff(y) / np.diff(t)
        greatest = max(steps[max(0, i - 2) : i + 1].mean() for i in range(len(steps)))
        noise = np.sqrt(rss / max(1, len(t) - 3)) / y[-1]
        z = np.array([1, np.clip(r * (t[-1] - m), -4, 6), np.log(len(t)), np.clip(np.log(k / y[-1]), -0.3, 2),
                      np.log(np.clip(noise, 0.003, 0.5)), np.clip(steps[-1] / greatest, -1, 1.5), np.clip(y[-1] / y.max() - 1, -0.3, 0), 0])
        centre, spread = z @ CENTRE, np.exp(np.clip(z @ SPREAD, -3, 2))
        far = norm.sf((np.log(1.2) - centre) / spread)
        quantiles = [y[-1] * (1 + np.exp(centre + spread * norm.ppf(u))) for u in (0.05, 0.5, 0.95)]
        print(name, "ceiling", k, "far", far, "quantiles", quantiles)


if __name__ == "__main__":
    main()
