"""Moments and tails of the birth-death-immigration process, by summing its exact law.

N(t) = K + NB(K + nu/beta, 1 - b) with K ~ Binomial(n0, 1 - a); Kendall (1948).
"""

import numpy as np
from scipy import stats


def law(n0, birth, death, entries, years, largest=4000):
    m = np.expm1((birth - death) * years) / (birth - death)
    survivors = stats.binom.pmf(np.arange(n0 + 1), n0, 1 - death * m / (1 + birth * m))
    out = np.zeros(largest)
    for k, weight in enumerate(survivors):
        n = np.arange(largest - k)
        if birth > 0:
            out[k:] += weight * stats.nbinom.pmf(n, k + entries / birth, 1 / (1 + birth * m))
        else:
            out[k:] += weight * stats.poisson.pmf(n, entries * m)
    return out


for arguments in [(405, 0.18, 0.06, 20, 5), (40, 0.05, 0.09, 12, 3), (40, 0, 0.09, 12, 3)]:
    p = law(*arguments)
    n = np.arange(len(p))
    mean = p @ n
    print(arguments, mean, p @ (n - mean) ** 2, p[800:].sum(), p[900:].sum())
