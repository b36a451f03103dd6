"""Histories and what came after them, cut from public series at many dates.

Families: m3 (yearly economic series of the M3 competition, training part), chat (technologies by
country), tech (technology adoption), uk (British enterprises by area), us (firms of the United
States). A fixed hash of the country, area or series name keeps 40 % of the panels out as a hold-out.
"""

import hashlib
import os

import numpy as np
import pandas as pd

HORIZON = 6


def held_out(name):
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 100 < 40


def series(folder):
    """(family, name, held out, times, values)."""
    read = lambda *path: pd.read_csv(os.path.join(folder, *path))
    for name, g in read("competitions", "m3_yearly_train.csv").groupby("sn"):
        yield "m3", name, False, g.t.values.astype(float), g.value.values
    for (country, what), g in read("panels", "chat_half_of_countries.csv").groupby(["country", "technology"]):
        yield "chat", f"{what} {country}", held_out(country), g.year.values.astype(float), g.level.values
    uk = read("panels", "uk_enterprises_half_of_areas_to_2022.csv").sort_values("year")
    for (area, what), g in uk.groupby(["area", "measure"]):
        yield "uk", f"{what} {area}", held_out(area), g.year.values.astype(float), g["count"].values.astype(float)
    us = read("panels", "us_business_dynamics_1978_2018.csv")
    for what in ["firms", "estabs", "emp", "estabs_entry", "estabs_exit", "firmdeath_firms", "firmdeath_estabs"]:
        yield "us", what, False, us.year.values.astype(float), us[what].values.astype(float)
    for name, g in read("technology-adoption", "series.csv").groupby("series"):
        g = g.sort_values("year")
        yield "tech", name, held_out(name), g.year.values.astype(float), g.value.values


def origins(family, n):
    """The numbers of observations that histories of a series of n observations have."""
    if family == "m3":
        return [n - 6] + [n - 10] * (n - 6 >= 12) + [n - 15] * (n - 6 >= 20)
    if family == "uk":
        return range(2, n)
    if family == "us":
        return range(3, n - 1, 2)
    least, most = (2, 6) if family == "chat" else (3, 4)
    return [o for o in range(n - 6, least - 1, -7)][:most]


def cases(folder):
    """(family, name, held out, times, values, horizons, truths), with whole-year horizons only."""
    for family, name, out, t, y in series(folder):
        for o in origins(family, len(t)):
            if o < 1 or y[o - 1] <= 0 or (y[:o] < 0).any():
                continue
            ahead = t[o:] - t[o - 1]
            use = (ahead <= (3 if family == "uk" else HORIZON) + 1e-9) & (abs(ahead - np.round(ahead)) < 1e-6)
            if not use.any():
                continue
            h, x = ahead[use], y[o:][use]
            # The whole history, its last points, and points five years apart as planners have them.
            picks = [range(o)] + [range(o - k, o) for k in (2, 3, 5, 8, 12) if o > k]
            picks += [[o - 6, o - 1]] * (o >= 6) + [[o - 11, o - 6, o - 1]] * (o >= 11)
            for pick in picks:
                pick = list(pick)
                yield family, name, out, t[pick], y[pick], h, x
