"""The series that are forecast, cut into windows of what is known and what is to come.

A series keeps its last run of years without a gap, and positive values; both sides get the same.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Window:
    name: str
    times: tuple
    known: tuple
    future: tuple

    @property
    def last(self):
        return self.known[-1]


def tail(t, y):
    """The last run of consecutive years with positive values."""
    ok = (y > 0) & np.isfinite(y)
    start = len(t) - 1
    if start < 0 or not ok[start]:
        return t[:0], y[:0]
    while start > 0 and ok[start - 1] and np.isclose(t[start] - t[start - 1], 1):
        start -= 1
    return t[start:], y[start:]


def windows(name, t, y, horizon, origins=1, step=3, least=5, keep=None):
    """The windows of a series: its last `horizon` values to come, and earlier origins `step` years apart."""
    out = []
    for k in range(origins):
        end = len(y) - horizon - k * step
        begin = 0 if keep is None else max(0, end - keep)
        if end - begin < least or np.ptp(y[begin:end]) == 0:
            continue
        out.append(Window(f"{name} {k}", tuple(t[begin:end]), tuple(y[begin:end]), tuple(y[end:end + horizon])))
    return out


def competition(path, split):
    table = pd.read_csv(path)
    for name, group in table.groupby("sn"):
        group = group.sort_values("t")
        if split:
            known, future = (group[group.set == s] for s in ("train", "test"))
            yield name, known.t.to_numpy(float), known.value.to_numpy(float), future.value.to_numpy(float)
        else:
            yield name, group.t.to_numpy(float), group.value.to_numpy(float), None


def panel(folder):
    chat = pd.read_csv(folder / "panels/chat_half_of_countries.csv")
    for (technology, country), group in chat.groupby(["technology", "country"]):
        group = group.sort_values("year")
        yield f"{technology} {country}", *tail(group.year.to_numpy(float), group.level.to_numpy(float))
    states = pd.read_csv(folder / "panels/us_business_dynamics_1978_2018.csv")
    for column in ("firms", "estabs", "emp", "estabs_entry", "estabs_exit", "firmdeath_firms"):
        if column in states:
            yield f"US {column}", *tail(states.year.to_numpy(float), states[column].to_numpy(float))


def adoption(folder):
    table = pd.read_csv(folder / "technology-adoption/series.csv")
    for name, group in table.groupby("series"):
        group = group.sort_values("year")
        yield name, *tail(group.year.to_numpy(float), group.value.to_numpy(float))


def sets(context):
    """Name -> (what it is, windows)."""
    folder, out = context.data, {}

    def add(name, text, make):
        try:
            found = make()
        except FileNotFoundError:
            return
        # Forecasts are made in units of the last value, which therefore must not be 0.
        found = [w for w in found if w.last > 0]
        out[name] = (text, context.sample(found, 40))

    def m1(keep=None):
        return [Window(n, tuple(t)[-(keep or len(t)):], tuple(y)[-(keep or len(y)):], tuple(f))
                for n, t, y, f in competition(folder / "competitions/m1_yearly.csv", True) if len(f)]

    def m3(**options):
        path = folder / "competitions/m3_yearly_train.csv"
        return [w for n, t, y, _ in competition(path, False) for w in windows(n, t, y, 6, **options)]

    add("M1", "M1 yearly, published test values, 6 years ahead", m1)
    add("M1, last 5", "the same from the last 5 observations only", lambda: m1(5))
    add("M3", "M3 yearly, the last 6 of the training values held out", m3)
    add("M3 rolling", "M3 yearly training values, 4 origins 3 years apart, 6 years ahead (so windows overlap)", lambda: m3(origins=4, step=3, least=8))
    add("panels", "adoption of technologies by country and US business counts, last 5 years held out",
        lambda: [w for n, t, y in panel(folder) for w in windows(n, t, y, 5)])
    add("panels, last 5", "the same from the last 5 observations only",
        lambda: [w for n, t, y in panel(folder) for w in windows(n, t, y, 5, keep=5)])
    add("adoption", "technology adoption series with published fits, last 5 years held out",
        lambda: [w for n, t, y in adoption(folder) for w in windows(n, t, y, 5)])
    return out
