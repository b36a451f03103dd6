"""Reference values of robustness criteria, from numpy's own mean, minimum and quantile.

    python tools/references/robustness.py

numpy 2.4.6. The printed values stand in Tests/SensitivityTests/Robustness/RobustnessCriterionTests.swift.
"""

import numpy as np

U = np.array(
    [
        [0.91, 0.35, 0.62, 0.48, 0.77, 0.15],
        [0.70, 0.55, 0.58, 0.52, 0.66, 0.41],
        [0.40, 0.44, 0.71, 0.60, 0.30, 0.52],
    ]
)
R = U.max(axis=0) - U
show = lambda name, v: print(f"{name}: {np.array2string(v, precision=17, separator=', ')}")
show("mean", U.mean(axis=1))
show("maximin", U.min(axis=1))
show("hurwicz 0.3", 0.3 * U.max(axis=1) + 0.7 * U.min(axis=1))
show("maximal regret", R.max(axis=1))
show("regret 90 %", np.quantile(R, 0.9, axis=1))
show("mean regret", R.mean(axis=1))
show("satisficing 0.5", (U >= 0.5).mean(axis=1))
