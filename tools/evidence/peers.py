"""Forecasts of a set of windows by Waymark and by its peers, all in units of the last known value.

Each answer is a dictionary window name -> Forecast, and the seconds it took.
"""

import logging
import time
import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

LEVELS = (80, 95)
THRESHOLDS = (1.0, 1.1, 1.25, 1.5, 2.0)  # times the last known value


@dataclass
class Forecast:
    point: np.ndarray
    low: dict  # level -> lower ends
    high: dict
    reach: dict  # threshold -> probability of being at least there


def waymark(context, windows, kind="any"):
    rows = [(w.name, t, y / w.last) for w in windows for t, y in zip(w.times, w.known)]
    horizon = max(len(w.future) for w in windows)
    frame, seconds, message = context.waymark(
        "forecast", pd.DataFrame(rows, columns=["g", "t", "y"]), "--time", "t", "--value", "y", "--group", "g",
        "--horizon", horizon, "--thresholds", ",".join(f"{x:g}" for x in THRESHOLDS), "--workers", context.workers,
        "--kind", kind)
    if frame is None:
        raise RuntimeError(message)
    out = {}
    for name, group in frame.groupby("group", sort=False):
        out[str(name)] = Forecast(
            group["median"].to_numpy(), {l: group[f"low{l}"].to_numpy() for l in LEVELS},
            {l: group[f"high{l}"].to_numpy() for l in LEVELS}, {x: group[f"p_ge_{x:g}"].to_numpy() for x in THRESHOLDS})
    return out, seconds


def gaussian(point, low, high):
    """A peer's forecast, whose probability of reaching a level is that of the normal law of its 95 % interval."""
    sd = np.maximum((high[95] - low[95]) / (2 * norm.ppf(0.975)), 1e-12)
    return Forecast(point, low, high, {x: norm.sf((x - point) / sd) for x in THRESHOLDS})


def statsforecast(context, windows, names):
    """Naive, AutoETS, AutoTheta, AutoARIMA, one after the other so that each has its own time."""
    from statsforecast import StatsForecast
    from statsforecast.models import AutoARIMA, AutoETS, AutoTheta, Naive

    models = {"Naive": Naive, "AutoETS": AutoETS, "AutoTheta": AutoTheta, "AutoARIMA": AutoARIMA}
    rows = [(w.name, i, y / w.last) for w in windows for i, y in enumerate(w.known)]
    frame = pd.DataFrame(rows, columns=["unique_id", "ds", "y"])
    horizon, out = max(len(w.future) for w in windows), {}
    for name in names:
        model = models[name]() if name == "Naive" else models[name](season_length=1)
        begin = time.perf_counter()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            runner = StatsForecast(models=[model], freq=1, n_jobs=context.workers, fallback_model=Naive())
            table = runner.forecast(df=frame, h=horizon, level=list(LEVELS))
        seconds = time.perf_counter() - begin
        found = {}
        for key, group in table.groupby("unique_id", sort=False):
            low = {l: group[f"{name}-lo-{l}"].to_numpy(float) for l in LEVELS}
            high = {l: group[f"{name}-hi-{l}"].to_numpy(float) for l in LEVELS}
            found[str(key)] = gaussian(group[name].to_numpy(float), low, high)
        out[name] = (found, seconds)
    return out


def prophet(windows):
    """Prophet with its defaults and no season; intervals and probabilities from its own sample."""
    from prophet import Prophet

    for name in ("prophet", "cmdstanpy", "prophet.plot"):
        logging.getLogger(name).disabled = True
    np.random.seed(1)
    out, begin = {}, time.perf_counter()
    for w in windows:
        n, h = len(w.known), len(w.future)
        dates = pd.date_range("1900-01-01", periods=n + h, freq="YS")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                model = Prophet(yearly_seasonality=False, weekly_seasonality=False, daily_seasonality=False, uncertainty_samples=500)
                model.fit(pd.DataFrame({"ds": dates[:n], "y": np.array(w.known) / w.last}), seed=1)
                future = pd.DataFrame({"ds": dates[n:]})
                point = model.predict(future, vectorized=True)["yhat"].to_numpy()
                draws = model.predictive_samples(future, vectorized=True)["yhat"]
            except Exception:
                continue
        low = {l: np.percentile(draws, 50 - l / 2, axis=1) for l in LEVELS}
        high = {l: np.percentile(draws, 50 + l / 2, axis=1) for l in LEVELS}
        out[w.name] = Forecast(point, low, high, {x: (draws >= x).mean(axis=1) for x in THRESHOLDS})
    return out, time.perf_counter() - begin
