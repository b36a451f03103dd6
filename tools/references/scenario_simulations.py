"""Simulates scenarios a second time, in NumPy, from the rules of docs/time.md and docs/scenario-format.md.

Each `scenarios/NAME.yaml` has a function NAME here, which knows nothing of the program but what the docs say, and draws its
own random numbers. It returns for each case what the paths of a target are (met or not) and values of indicators.

    python3 scenario_simulations.py [PROGRAM]            compares both, 20,000 paths of the program: exits 1 where any number is beyond 4 standard errors
    python3 scenario_simulations.py --write              writes scenarios/simulated.csv, a million paths each, to which
                                                         Tests/ClosedFormTests/IndependentSimulations.swift compares

Left out: `auto`, whose law is that of the forecaster (forecaster.py has it), and with it `average`, a mixture of `auto` and curves
(PosteriorTruths.swift compares it with its members).
"""

import csv
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
PROGRAM_PATHS, SIMULATED_PATHS, CHUNK = 20_000, 1_000_000, 50_000
Z90 = 1.2815515655446004


class Draws:
    """The paths of one chunk and their laws. Years are numbers: 2021.0 is the beginning of 2021."""

    def __init__(self, paths, seed):
        self.n, self.rng = paths, np.random.default_rng(seed)

    def normal(self, mean=0.0, sd=1.0):
        return self.rng.normal(mean, sd, self.n)

    def uniform(self, low, high):
        return self.rng.uniform(low, high, self.n)

    def lognormal(self, p10, p90):
        centre, spread = (math.log(p10) + math.log(p90)) / 2, (math.log(p90) - math.log(p10)) / (2 * Z90)
        return np.exp(self.normal(centre, spread))

    def triangular(self, low, mode, high):
        return self.rng.triangular(low, mode, high, self.n)

    def walk(self, steps, volatility, length):
        """The noise of a path, exp of a random walk, a row for each step; the first is 1."""
        shocks = self.rng.normal(0, volatility * math.sqrt(length), (steps, self.n))
        return np.exp(np.vstack([np.zeros(self.n), np.cumsum(shocks, axis=0)]))


# Integrals up to time x of the functions of time.
def step(x, start):
    return np.maximum(x - start, 0)


def ramp(x, start, over):
    inside = np.clip(x - start, 0, over)
    return inside**2 / (2 * over) + np.maximum(x - start - over, 0)


def pulse(x, start, length):
    return np.clip(x - start, 0, length)


def exponential_months(d):
    rate, gain = d.normal(0.04, 0.02), d.uniform(0.01, 0.05)
    noise, out = d.walk(60, 0.1, 1 / 12), {}
    x = 2021 + np.arange(61)[:, None] / 12
    for name, push, start in [("none", 0, 2022.5), ("full", 1, 2021.5), ("half", 0.5, 2022.5)]:
        boost = push * gain * ramp(x, start, 2) + 0.05 * step(x, 2024) - 0.04 * pulse(x, 2021.25, 0.75)
        area = 100 * np.exp(rate * (x - 2021) + boost) * noise
        out[name] = {
            "in_2024": area[48] >= 130,
            "by_2025": (area[1:] >= 135).any(axis=0),
            "falls": (area[1:] <= 97).any(axis=0),
            "more": area[60] - area[24] >= 20,
            "faster": area[48] >= 1.05**2 * area[24],
            ("area", "2021-12"): area[12],
            ("area", "2025-12"): area[60],
        }
    return out


def linear_years(d):
    gain, noise = d.triangular(2, 4, 9), d.walk(8, 0.08, 1)
    area = (50 + gain * np.arange(9)[:, None]) * noise
    firms = 900 * np.exp(math.log(1.08) * np.arange(9)[:, None]) * d.walk(8, 0.1, 1)
    per_area = firms / area
    return {"baseline": {
        "big": area[8] >= 90,
        "band": (area[5] >= 65) & (area[5] <= 85),
        "early": (area[1:6] > 75).any(axis=0),
        "dense": per_area[8] >= 18,
        "both": (area[8] >= 90) & (per_area[8] >= 18),
        ("area", "2028"): area[8],
        ("per_area", "2026"): per_area[6],
    }}


def logistic_flow(d):
    gain, noise = d.lognormal(0.02, 0.08), d.walk(10, 0.1, 1)
    out, x = {}, 2021 + np.arange(11)[:, None]
    for name, push, top in [("stays", 0, None), ("pushed", 1, None), ("narrow", 1, 200)]:
        def proposal():
            # Growth now has a normal prior; the first of two observations tells how it was.
            k = d.uniform(180, 500) if top is None else np.full(d.n, 200.0)
            rate = d.normal(0.03, 0.10) / (1 - 100 / k)
            first = np.log(k) - np.log1p((k / 100 - 1) * np.exp(5 * rate))
            return (k, rate), likelihood(math.log(60) - first, 0, 0.1 * math.sqrt(5))

        top, pace = accepted(d, proposal)
        odds = np.log(100 / (top - 100)) + pace * (x - 2021) + push * gain * step(x, 2023)
        revenue = np.minimum(top / (1 + np.exp(-odds)) * noise, top)
        out[name] = {f"r150@{2024 + k}": (revenue[1:5 + k] > 150).any(axis=0) for k in range(0, 7, 3)}
        out[name] |= {"in_2028": revenue[8] >= 160, ("revenue", "2030"): revenue[10]}
    return out


def gompertz_quarters(d):
    ceiling, rate, noise = d.lognormal(80, 160), d.normal(0.3, 0.05), d.walk(32, 0.12, 0.25)
    t = np.arange(33)[:, None] / 4
    power = np.minimum(ceiling * (30 / ceiling) ** np.exp(-rate * t) * noise, ceiling)
    return {"baseline": {
        "p60": power[16] >= 60,
        "p80": (power[1:] >= 80).any(axis=0),
        "doubles": power[24] >= 2 * power[4],
        ("power", "2024-Q4"): power[16],
        ("power", "2028-Q4"): power[32],
    }}


def richards_years(d):
    rate, nu, t = d.uniform(0.3, 0.6), 0.5, np.arange(11)[:, None]
    late = d.uniform(0.3, 0.6)
    first = ((200 / 40) ** nu - 1) * np.exp(-rate * t)
    lines = np.minimum(200 / (1 + first) ** (1 / nu) * d.walk(10, 0.1, 1), 200)
    # The midpoint 2026 is the end of that year, when half of the ceiling is reached.
    ports = 300 / (1 + (2**nu - 1) * np.exp(-late * (t - 6))) ** (1 / nu) * d.walk(10, 0.05, 1)
    ports = np.minimum(ports, 300)
    return {"baseline": {
        "l120": lines[6] >= 120,
        "ports_half": ports[6] >= 150,
        "ports_late": (ports[1:9] >= 200).any(axis=0),
        ("lines", "2024"): lines[4],
        ("lines", "2030"): lines[10],
        ("ports", "2024"): ports[4],
    }}


def bass_quarters(d):
    p, q, t = 0.02, d.uniform(0.3, 0.5), np.arange(25)[:, None] / 4
    share = 5 / 800
    # F' = (p + q F)(1 - F): (p + q F) / (1 - F) grows by exp((p + q) t).
    odds = (p + q * share) / (1 - share) * np.exp((p + q) * t)
    adopters = np.minimum(800 * (odds - p) / (odds + q) * d.walk(24, 0.1, 0.25), 800)
    # What the file writes as a recursion: Euler's steps of a quarter.
    euler = [np.full(d.n, 5.0)]
    for _ in range(24):
        euler.append(euler[-1] + (p + q * euler[-1] / 800) * (800 - euler[-1]) / 4)
    return {"baseline": {
        "a300": adopters[20] >= 300,
        "steps300": (np.array(euler)[1:] >= 300).any(axis=0),
        ("adopters", "2023-Q2"): adopters[10],
        ("adopters", "2026-Q4"): adopters[24],
        ("steps", "2026-Q4"): euler[24],
    }}


def moving_ceiling(d):
    rate, noise = d.uniform(0.3, 0.5), d.walk(10, 0.1, 1)
    centre = [np.full(d.n, 60.0)]
    for k in range(10):
        top = 150 + 15.0 * k  # at the beginning of the period
        y = centre[-1]
        centre.append(top / (1 + (top / y - 1) * np.exp(-rate)))
    homes = np.minimum(np.array(centre) * noise, 150 + 15 * np.arange(11)[:, None])
    return {"baseline": {
        "h200": homes[8] >= 200,
        ("homes", "2024"): homes[4],
        ("homes", "2030"): homes[10],
    }}


def events_years(d):
    out = {}
    rate, noise, deep = d.normal(0.06, 0.02), d.walk(8, 0.1, 1), d.uniform(0.7, 0.9)
    begins, policy = d.rng.random((9, d.n)), d.rng.random(d.n) < 0.4
    free = 200 * np.exp(rate * np.arange(9)[:, None]) * noise
    for name, chance in [("usual", 0.2), ("calm", 0.05)]:
        sales, left = free.copy(), np.zeros(d.n, dtype=int)
        for k in range(1, 9):
            left = np.where((left == 0) & (begins[k] < chance), 2, left)
            sales[k] = np.where(left > 0, sales[k] * deep, sales[k])
            left = np.maximum(left - 1, 0)
        sales[4:] = np.where(policy, 1.2 * sales[4:], sales[4:])
        out[name] = {
            "s300": sales[8] >= 300,
            "ever": (sales[1:] >= 280).any(axis=0),
            "dips": (sales[1:] < 180).any(axis=0),
            ("sales", "2023"): sales[3],
            ("sales", "2028"): sales[8],
        }
    return out


def events_months(d):
    visits = 1000 * 1.05 ** (np.arange(37)[:, None] / 12) * d.walk(36, 0.1, 1 / 12)
    chance, left = 1 - 0.7 ** (1 / 12), np.zeros(d.n, dtype=int)
    for k in range(1, 37):
        left = np.where((left == 0) & (d.rng.random(d.n) < chance), 6, left)
        visits[k] *= np.where(left > 0, 0.8, 1)
        left = np.maximum(left - 1, 0)
    # From the beginning of 2022-06, the period 18, to the end of 2023-05.
    visits[18:30] *= np.where(d.rng.random(d.n) < 0.5, d.uniform(0.5, 0.9), 1)
    return {"baseline": {
        "low": visits[24] < 850,
        "v1050": visits[36] >= 1050,
        "ever_low": (visits[1:] < 700).any(axis=0),
        ("visits", "2022-06"): visits[18],
        ("visits", "2023-05"): visits[29],
        ("visits", "2023-06"): visits[30],
    }}


def count_quarters(d):
    rate, leave, noise = d.normal(0.1, 0.03), d.uniform(0.03, 0.08), d.walk(20, 0.1, 0.25)
    gain, out = d.uniform(0, 0.1), {}
    x = 2021 + np.arange(21)[:, None] / 4
    for name, push in [("baseline", 0), ("push", 1)]:
        level = 405 * np.exp(rate * (x - 2021) + push * gain * pulse(x, 2022, 2)) * noise
        stay, n = (1 - leave) ** 0.25, np.full(d.n, 405)
        firms = [n]
        for k in range(20):
            share = np.minimum(stay, level[k + 1] / level[k])
            n = d.rng.binomial(n, share) + d.rng.poisson(np.maximum(level[k + 1] - share * level[k], 0))
            firms.append(n)
        firms = np.array(firms)
        out[name] = {
            "f650": firms[20] >= 650,
            "more": firms[16] - firms[4] >= 150,
            "by_600": (firms[1:17] >= 600).any(axis=0),
            ("firms", "2025-Q4"): firms[20],
        }
    return out


def count_flows(d):
    """Birth, death and immigration, one event after the other, with the rates of each year."""
    share = d.uniform(0.1, 0.2)
    death = -np.log(1 - share)
    birth = np.log(1 + 0.15 - share) + death
    n, teams = np.full(d.n, 40), []
    for year in range(2021, 2026):
        entries = 12 * (ramp(year + 1, 2021, 2) - ramp(year, 2021, 2))
        left, going = np.ones(d.n), np.arange(d.n)
        while len(going):
            at = n[going]
            total = at * (birth[going] + death[going]) + entries
            with np.errstate(divide="ignore"):
                left[going] -= d.rng.exponential(1, len(going)) / total
            here = left[going] > 0
            going, at, total = going[here], at[here], total[here]
            comes = d.rng.random(len(going)) * total < at * birth[going] + entries
            n[going] += np.where(comes, 1, -1)
        teams.append(n.copy())
    return {"baseline": {
        "t85": teams[4] >= 85,
        "t60": teams[2] >= 60,
        "below": np.array([t <= 36 for t in teams[:3]]).any(axis=0),
        ("teams", "2023"): teams[2],
        ("teams", "2025"): teams[4],
    }}


def rollout_months(d):
    pace, refused, out = d.uniform(20, 32), d.rng.beta(4, 36, d.n), {}
    started = np.floor(pace * np.arange(37)[:, None] + 1e-9).astype(int)
    passed = d.rng.binomial(np.diff(started, axis=0), 1 - refused)
    for name, crews in [("five", 5), ("six", 6)]:
        built, waiting, done = np.zeros((37, d.n), dtype=int), np.zeros(d.n, dtype=int), np.zeros(d.n, dtype=int)
        leaving = np.zeros(d.n, dtype=int)
        for month in range(1, 37):
            done = done + leaving  # what began building a month ago
            if month >= 3:  # started in month - 2
                waiting = waiting + passed[month - 3]
            leaving = np.minimum(waiting, 4 * crews)
            waiting = waiting - leaving
            built[month] = done
        out[name] = {
            "b650": built[36] >= 650,
            "b700": built[36] >= 700,
            "b400": (built[1:25] >= 410).any(axis=0),
            "year": built[24] - built[12] >= 235,
            ("stations", "2021-12"): built[12],
            ("stations", "2023-12"): built[36],
        }
    return out


def rollout_quarters(d):
    # Items move month by month, whatever the grid.
    limit = d.uniform(12, 30) / 3
    arrivals, total = np.zeros((49, d.n), dtype=int), 0
    for month in range(1, 49):
        starts = min(8, 260 - total)
        total += starts
        for _ in range(starts):
            stay = d.rng.random(d.n) + d.rng.gamma(81 / 16, 16 / 9, d.n)
            at = month + np.floor(stay).astype(int)
            inside = at <= 48
            arrivals[at[inside], np.nonzero(inside)[0]] += 1
    built, waiting, rest = [np.zeros(d.n)], np.zeros(d.n, dtype=int), np.zeros(d.n)
    building = [np.zeros(d.n, dtype=int)] * 3
    for month in range(1, 49):
        built.append(built[-1] + building[month - 1])
        waiting = waiting + arrivals[month]
        may = limit + rest
        rest = may - np.floor(may)
        building.append(np.minimum(waiting, np.floor(may).astype(int)))
        waiting = waiting - building[-1]
    return {"baseline": {
        "c200": built[48] >= 200,
        "c100": built[27] >= 95,
        ("chargers", "2022-Q4"): built[24],
        ("chargers", "2024-Q4"): built[48],
    }}


def budget_years(d):
    money, cost = d.lognormal(60, 110) * 1e6, d.uniform(150_000, 250_000)
    costs = np.cumsum(np.arange(1, 1001) ** math.log2(0.9))
    paid = np.searchsorted(costs, money / cost, side="right")
    houses = [np.minimum(100 * max(k - 1, 0), paid) for k in range(11)]
    return {"baseline": {
        "h600": houses[10] >= 600,
        "h800": houses[9] >= 800,
        ("houses", "2028"): houses[8],
        ("houses", "2030"): houses[10],
    }}


def milestone_quarters(d):
    opens = d.triangular(2023, 2024, 2027)  # ends of 2022, 2023 and 2026
    x = 2021 + np.arange(33)[:, None] / 4
    z = d.rng.normal(0, 0.5, (2, 32, d.n))
    first, second = z[0], 0.6 * z[0] + 0.8 * z[1]
    revenue_noise = np.exp(np.vstack([np.zeros(d.n), np.cumsum(0.15 * first, axis=0)]))
    assets_noise = np.exp(np.vstack([np.zeros(d.n), np.cumsum(0.2 * second, axis=0)]))
    revenue = 50 * np.exp(0.04 * (x - 2021) + 0.06 * step(x, opens)) * revenue_noise
    assets = 80 * np.exp(0.05 * (x - 2021)) * assets_noise
    value = np.where(x >= opens, assets / revenue, assets)
    return {"baseline": {
        "open": opens <= 2024.5,
        "open_2023": opens <= 2024,
        "r60": revenue[20] >= 65,
        "a100": assets[20] >= 100,
        "both": (revenue[20] >= 65) & (assets[20] >= 100),
        "low": value[16] <= 1.8,
        ("revenue", "2028-Q4"): revenue[32],
        ("value", "2023-Q4"): value[12],
    }}


def erlang_quantiles(p, shape, scale):
    """Quantiles of a gamma law with a whole shape, a sum of exponential numbers, from a fine table."""
    x = np.linspace(0, 40 + 4 * shape, 200_001)
    terms = np.exp(-x)[:, None] * x[:, None] ** np.arange(shape) / np.array([math.factorial(k) for k in range(shape)])
    return scale * np.interp(p, 1 - terms.sum(axis=1), x)


def hazards_quarters(d):
    # A Gaussian copula of the laws of permit, grid and line; the grid has the law of an exponential number.
    root = np.linalg.cholesky(np.array([[1, 0.5, 0], [0.5, 1, -0.4], [0, -0.4, 1]]))
    permit_z, grid_z, line_z = root @ d.rng.normal(0, 1, (3, d.n))

    def share(z):
        return np.vectorize(lambda x: math.erfc(-x / math.sqrt(2)) / 2)(z)

    permit = 2022 + erlang_quantiles(share(permit_z), 4, 0.75)
    grid = 2021 - np.log(share(-grid_z)) / (0.25 * d.rng.gamma(4, 0.25, d.n))

    def triangular(u, low, mode, high):  # ends of years
        cut = (mode - low) / (high - low)
        return np.where(u < cut, low + np.sqrt(u * (high - low) * (mode - low)), high - np.sqrt((1 - u) * (high - low) * (high - mode)))

    line = np.maximum(triangular(share(line_z), 2023, 2025, 2028), grid)
    road = triangular(1 / 8 + d.rng.random(d.n) * 7 / 8, 2021, 2023, 2030)
    shocks = np.cumsum(d.rng.normal(0, 0.1, (40, d.n)), axis=0)
    firms = np.exp(0.06 * np.arange(1, 41)[:, None] / 4 + shocks)  # of 50, at the end of each quarter
    begin, number = np.maximum(permit, grid), d.rng.exponential(1, d.n)
    out = {}
    for case, support in [("baseline", 0), ("push", 1)]:
        left, plant = number.copy(), np.full(d.n, np.inf)
        for month in range(120):
            start, end = 2021 + month / 12, 2021 + (month + 1) / 12
            rate = 0.3 * (1 + 2 * support * (start >= 2023 + 7 / 12 - 1e-9)) * firms[month // 3]
            exposed = np.maximum(end - np.maximum(begin, start), 0)
            comes = np.isinf(plant) & (rate * exposed >= left) & (exposed > 0)
            plant[comes] = (np.maximum(begin, start) + left / rate)[comes]
            left = left - rate * exposed
        out[case] = {
            "grid_2024": grid <= 2025,
            "line_2025": line <= 2026,
            "plant_2026": plant <= 2027,
            "plant_2030": plant <= 2031,
            "road_2024": road <= 2024.75,
            "network": (grid <= 2025) & (line <= 2026),
            ("output", "2027-Q4"): 10 * np.clip((2028 - plant) / 2, 0, 1),
            ("plant", "2025-Q2"): plant <= 2025.5,
        }
    return out


def delays_months(d):
    # A path is a straight line between the ends of months, and its delay a mean over the law's times.
    area = 100 * np.exp(0.2 * np.arange(73)[:, None] / 12) * d.walk(72, 0.3, 1 / 12)
    opened = 2021 + d.rng.exponential(2.5, d.n) <= 2021 + np.arange(73)[:, None] / 12

    def delayed(values, month, waits, before):
        """The mean over waiting times in months."""
        sums = np.zeros(d.n)
        places = month - waits
        low = np.floor(places).astype(int)
        for at, weight in ((low, low + 1 - places), (low + 1, places - low)):
            shares = np.bincount(np.maximum(at, -1) + 1, weight, minlength=75) / len(waits)
            sums = sums + shares[0] * before + shares[1:74] @ values
        return sums

    grid = (np.arange(20_000) + 0.5) / 20_000
    out = {}
    for case, mean in [("baseline", 12), ("slow", 24)]:
        waits = erlang_quantiles(grid, (mean // 6) ** 2, 36 / mean)
        trunc = -8 * np.log(1 - grid * (1 - math.exp(-20 / 8)))
        used = [delayed(area, month, waits, 80) for month in (30, 72)]
        staff = 2 * delayed(opened.astype(float), 48, trunc, 0)
        out[case] = {
            "used_120": used[0] >= 130,
            "used_180": used[1] >= 180,
            "staff_1": staff >= 1,
            ("used", "2023-06"): used[0],
            ("used", "2026-12"): used[1],
            ("staff", "2024-12"): staff,
        }
    return out


def totals_of_years_on_months(d):
    rate, z = d.normal(0.1, 0.05), d.walk(4, 0.1, 1)
    steel = 110 * np.exp(rate * np.arange(5)[:, None]) * z
    return {"baseline": {
        "s120": steel[1] >= 120,
        "s150": steel[3] >= 150,
        "s165": steel[4] >= 165,
    }}


def through_boost(curve, top, boost):
    """A curve whose odds y / (K - y) grow by exp(boost) beside its own growth."""
    odds = curve / (top - curve) * np.exp(boost)
    return top * odds / (1 + odds)


def weibull_years(d):
    """y = K (1 - exp(-(age / a)^k)) through the last observation; its age follows from growth now."""
    noise = d.walk(10, 0.1, 1)
    out, t = {}, np.arange(11)[:, None]
    for name, shape, push in [("baseline", 1.5, 0), ("pushed", 1.5, 1), ("steep", 2.5, 0)]:
        def proposal():
            k, growth = d.uniform(180, 400), d.normal(0.03, 0.10)
            end = -np.log(1 - 110 / k)
            old = k * np.exp(-end) * end * shape / (110 * np.maximum(growth, 1e-12))
            young = np.maximum(old - 5, 0) / old
            first = np.log(k * np.maximum(-np.expm1(-end * young**shape), 1e-300))
            return (k, end, old), likelihood(math.log(40) - first, 0, 0.1 * math.sqrt(5)) * (growth > 0)

        top, last, age = accepted(d, proposal)
        curve = top * (1 - np.exp(-last * ((age + t) / age) ** shape))
        homes = np.minimum(through_boost(curve, top, 0.1 * push * step(2021 + t, 2023)) * noise, top)
        out[name] = {
            "h180": homes[5] >= 180,
            "h200": (homes[1:9] >= 200).any(axis=0),
            ("homes", "2025"): homes[5],
            ("homes", "2030"): homes[10],
        }
    return out


def hill_months(d):
    """y = K x^h / (1 + x^h), x = age / age at the midpoint, the end of June 2024, 3.5 years on."""
    top, shape, noise = d.lognormal(240, 420), d.uniform(2, 4), d.walk(72, 0.08, 1 / 12)
    x = (50 / (top - 50)) ** (1 / shape)
    half = 3.5 / (1 - x)
    grown = ((half - 3.5 + np.arange(73)[:, None] / 12) / half) ** shape
    users = np.minimum(top * grown / (1 + grown) * noise, top)
    return {"baseline": {
        "u120": users[30] >= 120,
        "u150": (users[1:43] >= 150).any(axis=0),
        "u250": users[72] >= 250,
        ("users", "2023-06"): users[30],
        ("users", "2026-12"): users[72],
    }}


def runge_kutta(slope, y, x, length, parts=8):
    """The solution of y' = slope(x, y) a length later."""
    h = length / parts
    for _ in range(parts):
        a = slope(x, y)
        b = slope(x + h / 2, y + h / 2 * a)
        c = slope(x + h / 2, y + h / 2 * b)
        e = slope(x + h, y + h * c)
        x, y = x + h, y + h / 6 * (a + 2 * b + 2 * c + e)
    return y


def moving_ceilings_quarters(d):
    """Each family's own equation, by Runge and Kutta, with the ceiling just after the beginning of each quarter; what
    noise carries above the ceiling of a quarter's end is cut."""
    def at(k):  # years since the end of 2018-Q4 and dates, k quarters after 2020-Q4
        return 2 + k / 4, 2021 + k / 4

    def centres(first, slope, top):  # where a ceiling steps at a beginning, as it acts in that quarter
        out = [first]
        for k in range(24):
            out.append(runge_kutta(lambda x, y: slope(x, y, top(k)), out[-1], k / 4, 0.25))
        return np.array(out)

    def cut(centre, top):
        tops = np.array([np.full(d.n, float(top(k))) for k in range(25)])
        return np.minimum(centre * d.walk(24, 0.1, 0.25), np.maximum(tops, centre))

    def through(gap_first, last, hazard, top):
        """The curve from an uncertain first value to the last one: the age there is sought."""
        low, high = np.full(d.n, 2.0 + 1e-9), np.full(d.n, 1e4)
        for _ in range(60):
            age = np.sqrt(low * high)
            y = gap_first
            for k in range(-8, 0):
                y = runge_kutta(lambda x, y: hazard(age, age + x) * (top(k) - y), y, k / 4, 0.25, 4 if k < -7 else 2)
            low, high = np.where(y > last, age, low), np.where(y > last, high, age)
        return np.sqrt(low * high)

    rate = d.uniform(0.4, 0.8)
    top = lambda k: 300 + 20 * at(k)[0] - (180 if at(k)[1] > 2024.25 else 0)
    acting = lambda k: 300 + 20 * at(k)[0] - (180 if at(k)[1] >= 2024.25 else 0)
    lines = cut(centres(np.full(d.n, 120.0), lambda x, y, K: rate * y * np.log(K / y), acting), top)
    q = d.uniform(0.3, 0.6)
    top = lambda k: 200 * 1.05 ** at(k)[0]
    ports = cut(centres(np.full(d.n, 20.0), lambda x, y, K: (0.03 + q * y / K) * (K - y), top), top)
    pace = d.uniform(0.3, 0.6)
    top = lambda k: 100 + 10 * at(k)[0]
    firms = cut(centres(np.full(d.n, 50.0), lambda x, y, K: pace / 0.5 * y * (1 - (y / K) ** 0.5), top), top)

    # Hazards f / (1 - F) of F = x^h / (1 + x^h) and F = 1 - exp(-x^k), scaled so that F at the last date is y / K.
    top = lambda k: 300 + 40 * at(k)[0]
    odds, shape = 90 / (top(0) - 90), 3
    hill = lambda age, now: shape / now * odds * (now / age) ** shape / (1 + odds * (now / age) ** shape)
    age = through(40 * np.exp(d.normal(0, 0.1 * math.sqrt(2))), 90, hill, top)
    homes = cut(centres(np.full(d.n, 90.0), lambda x, y, K: hill(age, age + x) * (K - y), top), top)

    top = lambda k: 250 + 30 * at(k)[0]
    power, form = -math.log(1 - 90 / top(0)), 1.5
    weibull = lambda age, now: form * power / age * (now / age) ** (form - 1)
    old = through(60 * np.exp(d.normal(0, 0.1 * math.sqrt(2))), 90, weibull, top)
    shops = cut(centres(np.full(d.n, 90.0), lambda x, y, K: weibull(old, old + x) * (K - y), top), top)
    return {"baseline": {
        "l220": lines[24] >= 220,
        "l280": (lines[1:15] >= 280).any(axis=0),
        "p130": ports[20] >= 130,
        "h200": homes[16] >= 200,
        "s150": shops[16] >= 150,
        "f100": firms[20] >= 100,
        ("lines", "2024-Q4"): lines[16],
        ("lines", "2026-Q4"): lines[24],
        ("ports", "2026-Q4"): ports[24],
        ("homes", "2024-Q4"): homes[16],
        ("homes", "2026-Q4"): homes[24],
        ("shops", "2022-Q4"): shops[8],
        ("shops", "2026-Q4"): shops[24],
        ("firms", "2026-Q4"): firms[24],
    }}


def accepted(d, propose):
    """As many paths as there are, from proposals with probabilities of being kept: an exact posterior."""
    kept, count, n = [], 0, d.n
    while count < n:
        values, chance = propose()
        here = d.rng.random(n) < chance
        kept.append([v[here] for v in values])
        count += int(here.sum())
    return [np.concatenate(parts)[:n] for parts in zip(*kept)]


def error_of(mean, sd):
    """Centre and spread of the logarithm of a lognormal law."""
    spread = math.sqrt(math.log(1 + (sd / mean) ** 2))
    return math.log(mean) - spread**2 / 2, spread


def likelihood(x, centre, spread):
    return np.exp(-((x - centre) ** 2) / (2 * spread**2))


def posterior_years(d):
    def bridge(before, after, gap, rest, sigma):
        """A Brownian motion a gap after one value and before another."""
        mean = (before * rest + after * gap) / (gap + rest)
        return mean + sigma * np.sqrt(gap * rest / (gap + rest)) * d.normal()

    def logistic(years, top, rate):
        return np.log(top) - np.log1p((top / 130 - 1) * np.exp(-rate * years))

    def homes():
        top, rate = d.lognormal(200, 500), d.normal(0.3, 0.08)
        above = np.maximum(top, 130.001)
        w14 = math.log(40) - logistic(-6, above, rate)
        w16 = bridge(w14, 0, 2, 4, 0.1)
        w18 = bridge(w16, 0, 2, 2, 0.1)
        w19 = bridge(w18, 0, 1, 1, 0.1)
        in_2018 = np.exp(logistic(-2, above, rate) + w18)
        in_2019 = np.exp(logistic(-1, above, rate) + w19)
        chance = likelihood(w14, 0, 0.1 * math.sqrt(6)) * likelihood(logistic(-4, above, rate) + w16, *error_of(62, 6))
        return (top, rate), chance * (in_2018 >= 80) * (in_2018 <= 100) * (in_2019 >= 100) * (top > 130)

    def gompertz(years, top, rate):
        return np.log(top) + np.log(100 / top) * np.exp(-rate * years)

    def shops():
        top, rate, sigma = d.uniform(120, 300), d.uniform(0.05, 0.4), d.uniform(0.02, 0.15)
        w14 = math.log(60) - gompertz(-6, top, rate)
        w17 = math.log(75) - gompertz(-3, top, rate)
        w18 = bridge(w17, 0, 1, 2, sigma)
        chance = likelihood(w17 - w14, 0, sigma * math.sqrt(3)) * likelihood(w17, 0, sigma * math.sqrt(3)) * (0.02 / sigma) ** 2
        return (top, rate, sigma), chance * (gompertz(-2, top, rate) + w18 <= math.log(90))

    t = np.arange(9)[:, None]
    top, rate = accepted(d, homes)
    built = np.minimum(np.exp(logistic(t, top, rate)) * d.walk(8, 0.1, 1), top)
    top, rate, sigma = accepted(d, shops)
    walk = d.walk(8, 1, 1) ** sigma
    opened = np.minimum(np.exp(gompertz(t, top, rate)) * walk, top)
    return {"baseline": {
        "h200": built[5] >= 200,
        "h250": (built[1:] >= 250).any(axis=0),
        "s130": opened[5] >= 130,
        "s105": (opened[1:3] >= 105).any(axis=0),
        ("homes", "2023"): built[3],
        ("homes", "2028"): built[8],
        ("shops", "2023"): opened[3],
        ("shops", "2028"): opened[8],
    }}


def posterior_quarters(d):
    def propose():
        variance = 4 * 0.1**2 / d.rng.chisquare(4, d.n)
        seen = math.log(108 / 100)  # the year from 2018-Q4 to 2019-Q4
        # Growth given this year, and the density of the year without it.
        total = 0.1**2 + variance
        growth = 0.03 + 0.1**2 / total * (seen - 0.03) + np.sqrt(0.1**2 * variance / total) * d.normal()
        chance = np.exp(-((seen - 0.03) ** 2) / (2 * total)) * 0.1 / np.sqrt(total)
        sigma = np.sqrt(variance)
        between = math.log(100) + seen / 2 + sigma / 2 * d.normal()
        law = (math.log(98) + math.log(108)) / 2, (math.log(108) - math.log(98)) / (2 * Z90)
        half = math.log(108) + growth / 2 + sigma * math.sqrt(0.5) * d.normal()
        last = half + growth / 2 + sigma * math.sqrt(0.5) * d.normal()
        chance = chance * likelihood(between, *law) * (half >= math.log(105)) * likelihood(last, *error_of(124, 4))
        return (growth, sigma, last), chance

    growth, sigma, last = accepted(d, propose)
    area = np.exp(last + growth * np.arange(17)[:, None] / 4) * d.walk(16, 1, 0.25) ** sigma
    return {"baseline": {
        "a140": area[8] >= 140,
        "a150": (area[1:13] >= 150).any(axis=0),
        "a115": (area[1:9] <= 115).any(axis=0),
    }}


def events_counts_quarters(d):
    chance = 1 - 0.7 ** 0.25
    depth, moves = d.uniform(0.5, 0.8), d.rng.random(d.n) < 0.5
    factor, left = np.ones((21, d.n)), np.zeros(d.n)
    for k in range(1, 21):
        left = np.where((left <= 0) & (d.rng.random(d.n) < chance), 10 / 3, left)
        # Three whole quarters, and a third of the fourth, in which it may be over at the end.
        is_on = (left > 0) & (d.rng.random(d.n) < left)
        factor[k] = np.where(is_on, depth, 1)
        left = left - 1
    rate, noise = d.normal(0.1, 0.03), d.walk(20, 0.1, 0.25)
    level = 300 * np.exp(rate * np.arange(21)[:, None] / 4) * noise
    n, m = np.full(d.n, 200), np.full(d.n, 300)
    teams, firms = [n], [m]
    stay = 0.9**0.25
    fresh = 60 * (1 - stay) / -math.log(0.9)  # those of a year's pace who are still there at the end of the quarter
    moved = np.ones(d.n)
    for k in range(1, 21):
        if k == 9:  # the beginning of 2023-Q1
            n, m = (np.where(moves, d.rng.binomial(x, 0.7), x) for x in (n, m))
            moved = np.where(moves, 0.7, 1)
        n = d.rng.binomial(n, stay) + d.rng.poisson(fresh, d.n)
        before, after = level[k - 1] * moved, level[k] * moved
        share = np.minimum(0.95**0.25, after / before)
        m = d.rng.binomial(m, share) + d.rng.poisson(np.maximum(after - share * before, 0))
        teams.append(np.floor(n * factor[k] + 0.5))
        firms.append(np.floor(m * factor[k] + 0.5))
    teams, firms = np.array(teams), np.array(firms)
    return {"baseline": {
        "t250": teams[20] >= 250,
        "t275": (teams[1:17] >= 275).any(axis=0),
        "f300": firms[14] >= 300,
        "f180": (firms[1:13] <= 180).any(axis=0),
        ("teams", "2021-Q4"): teams[4],
        ("teams", "2025-Q4"): teams[20],
        ("firms", "2023-Q1"): firms[9],
        ("firms", "2025-Q4"): firms[20],
    }}


def events_rollout_months(d):
    strikes, left, depth = 1 - 0.6 ** (1 / 12), np.zeros(d.n, dtype=int), d.uniform(0.2, 0.6)
    storm = d.rng.random(d.n) < 0.5
    granted = [d.rng.binomial(40, 0.9, d.n) for _ in range(37)]

    class Line:
        """Two months of permits, then a queue before a month of building."""

        def __init__(self):
            self.queue, self.building, self.rest = np.zeros(d.n), np.zeros(d.n), np.zeros(d.n)

        def finished(self, month, limit):
            flow = self.building
            self.queue = self.queue + (granted[month] if month >= 3 else 0)
            may = limit + self.rest
            whole = np.floor(may + 1e-9)
            self.rest = may - whole
            self.building = np.minimum(self.queue, whole)
            self.queue = self.queue - self.building
            return flow

    slowed, free = Line(), Line()
    held, rest, built = np.zeros(d.n), np.zeros(d.n), [np.zeros(d.n)]
    for month in range(1, 37):
        left = np.where((left == 0) & (d.rng.random(d.n) < strikes), 3, left)
        factor = np.where(left > 0, depth, 1.0) * np.where(storm & (7 <= month < 12), 0.4, 1)
        left = np.maximum(left - 1, 0)
        ready = held + slowed.finished(month, 50 * factor)
        share = factor * free.finished(month, 50.0) + rest
        through = np.where(factor < 1, np.minimum(ready, np.floor(share + 1e-9)), ready)
        rest = np.where((factor < 1) & (through < ready), share - through, 0)
        held = ready - through
        built.append(built[-1] + through)
    built = np.array(built)
    return {"baseline": {
        "s300": built[12] >= 300,
        "s700": built[24] >= 700,
        "s1180": built[36] >= 1180,
        ("stations", "2021-09"): built[9],
        ("stations", "2022-06"): built[18],
        ("stations", "2023-12"): built[36],
    }}


def under_way_months(d):
    # stations: 20 a month were built, so 40 are being built and 20 / 0.8 * 4 wait for a permit.
    arrivals = np.zeros((25, d.n), dtype=int)

    def leave(month, stay):
        at = np.floor(month + stay).astype(int)
        inside = at <= 24
        np.add.at(arrivals, (at[inside], np.nonzero(inside)[0]), 1)

    for _ in range(100):  # of those there, long stays are likelier; a part of each is over
        leave(1, d.rng.gamma(5, 1, d.n) * d.rng.random(d.n))
    for month in range(1, 25):
        for _ in range(30):
            leave(month, d.rng.random(d.n) + d.rng.gamma(4, 1, d.n))
    queue, building = np.zeros(d.n, dtype=int), {1: 20, 2: 20}
    stations = [np.full(d.n, 880)]
    for month in range(1, 25):
        stations.append(stations[-1] + building[month])
        queue = queue + d.rng.binomial(arrivals[month], 0.8)
        begin = np.minimum(queue, 22)
        queue = queue - begin
        building[month + 2] = begin

    refused = d.rng.beta(4, 16, d.n)
    queue, building, chargers = np.full(d.n, 20), {1: 25, 2: 25}, [np.full(d.n, 100)]
    for month in range(1, 25):
        chargers.append(chargers[-1] + building[month])
        queue = queue + d.rng.binomial(30, 1 - refused)  # of those under way, then of those of the plan
        begin = np.minimum(queue, 25)
        queue = queue - begin
        building[month + 2] = begin
    return {"baseline": {
        "s1000": stations[6] >= 1000,
        "s1395": stations[24] >= 1395,
        "c390": chargers[12] >= 390,
        "c660": np.any(np.array(chargers)[1:] >= 660, axis=0),
        ("stations", "2021-01"): stations[1],
        ("stations", "2021-12"): stations[12],
        ("stations", "2022-12"): stations[24],
        ("chargers", "2021-04"): chargers[4],
        ("chargers", "2022-12"): chargers[24],
    }}


def count_ceiling_years(d):
    top, rate, leave, t = d.uniform(250, 400), d.normal(0.3, 0.05), d.uniform(0.02, 0.06), np.arange(11)[:, None]
    level = np.minimum(top / (1 + (top / 120 - 1) * np.exp(-rate * t)) * d.walk(10, 0.1, 1), top)
    places, n = np.floor(top).astype(int), np.full(d.n, 120)
    villages = [n]
    for k in range(10):
        share = np.minimum(1 - leave, level[k + 1] / level[k])
        stay = d.rng.binomial(n, share)
        taken = np.clip((level[k + 1] - share * level[k]) / (places - share * level[k]), 0, 1)
        n = stay + d.rng.binomial(np.maximum(places - stay, 0), taken)
        villages.append(n)
    villages = np.array(villages)
    return {"baseline": {
        "v200": villages[4] >= 200,
        "v280": villages[10] >= 280,
        "v300": (villages[1:9] > 300).any(axis=0),
        ("villages", "2024"): villages[4],
        ("villages", "2030"): villages[10],
    }}


def derived_months(d):
    drift = d.rng.choice([-0.5, 0, 1], d.n, p=[0.3, 0.4, 0.3])
    start = d.uniform(2022, 2023) + 0.5  # the end of 2021 to the end of 2022, and six months
    price = [np.full(d.n, 100.0)]
    for k in range(1, 37):
        x = 2021 + k / 12
        # Read at the end of the period, as every derived value is.
        price.append(100 + 0.9 * (price[-1] - 100) + d.normal(0, 3) + drift * (x > start))
    price = np.array(price)
    margin = [np.maximum(price[k] - (price[k - 12] if k >= 12 else 90), 0) for k in range(37)]
    return {"baseline": {
        "p110": (price[1:25] >= 110).any(axis=0),
        "p105": price[36] >= 105,
        "low": price[22] < 94,
        "m10": margin[6] >= 10,
        "m5": margin[30] >= 5,
        ("price", "2023-12"): price[36],
        ("margin", "2022-06"): margin[18],
    }}


def total_events_quarters(d):
    """Totals of years, and slumps that begin at any instant from the end of 2020 on."""
    first, hazard = d.lognormal(80, 120), -math.log(0.7)
    quarters = np.ones((20, d.n))  # the mean factor of each quarter
    at = d.rng.exponential(1 / hazard, d.n)
    while (at < 5).any():
        for k in range(20):
            overlap = np.clip(np.minimum(at + 1.5, (k + 1) / 4) - np.maximum(at, k / 4), 0, None)
            quarters[k] -= 0.4 * 4 * overlap
        at = at + 1.5 + d.rng.exponential(1 / hazard, d.n)
    # The part of a year's total that each of its quarters has, under a growth of 5 % a year.
    edges = np.exp(0.05 * np.arange(5) / 4)
    parts = np.diff(edges) / (edges[4] - 1)
    sales = [first * math.exp(0.05 * (y + 1)) * (parts[:, None] * quarters[4 * y:4 * y + 4]).sum(axis=0) for y in range(5)]
    return {"baseline": {
        "s90": sales[1] >= 90,
        "s100": sales[4] >= 100,
        "s75": np.any([s < 75 for s in sales[:4]], axis=0),
        "grows": sales[3] >= 1.1 * sales[0],
    }}


def bounded_years(d):
    def grown(start, years):
        return start * np.exp(0.05 * years) * np.exp(d.normal(0, 0.1 * math.sqrt(years)))

    believed = accepted(d, lambda: (lambda x: ((x,), x >= 600))(d.lognormal(500, 800)))[0]
    centre, spread = error_of(24, 20)
    starts = {
        "believed": believed,
        "over": 600 + d.rng.exponential(60, d.n),
        "range": d.uniform(2000, 3000),
        "rough": np.exp(d.normal(centre, spread)),
        "drawn": d.lognormal(330, 390),
    }
    late = grown(np.full(d.n, 100.0), 2)  # 100 at the end of 2021
    out = {name + "_" + level: grown(starts[name], years) >= int(level) for name, level, years in [
        ("believed", "900", 4), ("over", "800", 4), ("range", "3000", 3), ("rough", "40", 2), ("drawn", "400", 2)]}
    return {"baseline": out | {
        "late_110": late >= 110,
        ("late", "2023"): late,
        **{(name, "2026"): grown(start, 6) for name, start in starts.items()},
    }}


def pipeline_values_months(d):
    lost, wait = d.rng.beta(4, 16, d.n), d.uniform(6, 18)
    spread = math.sqrt(math.log1p((0.9 / 1.3) ** 2))
    money = d.rng.lognormal(math.log(1.3) - spread**2 / 2, spread, (40, d.n))
    asked = np.floor(d.rng.random((40, d.n)) + d.rng.gamma((10 / 6) ** 2, 36 / 10, (40, d.n)))
    begun, stay = asked + d.rng.random((40, d.n)), d.rng.uniform(6, 20, (40, d.n))
    done, kept = np.floor(begun + stay), d.rng.random((40, d.n)) >= lost

    def at_work(month):  # the integral of the yields up to a month: a straight line of a year from the middle of the last month of building
        x = month - (done + 0.5) - wait
        return np.where(x < 12, np.maximum(x, 0) ** 2 / 24, x - 6)

    def spent(month):
        return (kept * money * np.clip((month - begun) / stay, 0, 1)).sum(axis=0)

    output = 0.4 * (kept * money * (at_work(48) - at_work(36)) / 12).sum(axis=0)
    return {
        "baseline": {
            "permits_25": (kept & (asked < 12)).sum(axis=0) >= 25,
            "few_refused": (~kept & (asked < 24)).sum(axis=0) <= 5,
            "building_15": (kept & (asked < 24) & (done >= 24)).sum(axis=0) >= 15,
            "money_30": (kept * money * (done < 36)).sum(axis=0) >= 30,
            "permitted_45": (kept * money * (asked < 36)).sum(axis=0) >= 45,
            "spent_30": spent(60) >= 30,
            "output_10": output >= 10,
            ("plants.build.spent", "2022-06"): spent(18),
            ("plants.build.spent", "2023-06"): spent(30),
            ("plants.build.spending", "2022-06"): 12 * (spent(18) - spent(17)),
            ("plants.output", "2024-06"): 0.4 * (kept * money * (at_work(42) - at_work(41))).sum(axis=0),
        }
    }


SCENARIOS = [
    exponential_months, linear_years, logistic_flow, gompertz_quarters, richards_years, bass_quarters, moving_ceiling,
    events_years, events_months, count_quarters, count_flows, rollout_months, rollout_quarters, budget_years, milestone_quarters,
    totals_of_years_on_months, weibull_years, hill_months, moving_ceilings_quarters, posterior_years, posterior_quarters,
    events_counts_quarters, events_rollout_months, under_way_months, count_ceiling_years, derived_months,
    total_events_quarters, bounded_years, hazards_quarters, delays_months, pipeline_values_months,
]


def simulated(scenario, paths):
    """Mean and standard error of each quantity, by (case, quantity)."""
    sums = {}
    for chunk in range(paths // CHUNK):
        for case, quantities in scenario(Draws(CHUNK, [chunk, SCENARIOS.index(scenario)])).items():
            for name, values in quantities.items():
                values = np.asarray(values, dtype=float)
                first, second = sums.get((case, name), (0.0, 0.0))
                sums[case, name] = (first + values.sum(), second + (values**2).sum())
    n = paths // CHUNK * CHUNK
    return {key: (a / n, math.sqrt(max(b / n - (a / n) ** 2, 0) / n)) for key, (a, b) in sums.items()}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def programmed(program, name):
    """What the program says: (case, target or (indicator, period)) to mean and standard error."""
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "run", str(HERE / "scenarios" / f"{name}.yaml"), "--paths", str(PROGRAM_PATHS), "--out", folder]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{name}: {done.stdout}{done.stderr}")
        out = {}
        for row in rows(Path(folder) / "targets.csv"):
            out[row["case"], row["target"]] = (float(row["attainment"]), float(row["standard_error"]))
        for row in rows(Path(folder) / "plan.csv") if (Path(folder) / "plan.csv").exists() else []:
            if row["statistic"] == "all_met":
                out[row["case"], row["plan"]] = (float(row["value"]), float(row["standard_error"]))
        for row in rows(Path(folder) / "bands.csv"):
            key = (row["case"], (row["indicator"], row["period"]))
            out[key] = (float(row["mean"]), float(row["sd"]) / math.sqrt(PROGRAM_PATHS))
        return out


def compare(program):
    compared, beyond = 0, 0
    for scenario in SCENARIOS:
        name = scenario.__name__
        ours, theirs = simulated(scenario, 4 * CHUNK), programmed(program, name)
        for (case, quantity), (mean, error) in ours.items():
            if (case, quantity) not in theirs:
                sys.exit(f"{name}: the program says nothing of {case} {quantity}")
            value, other = theirs[case, quantity]
            is_share = isinstance(quantity, str)
            if is_share:  # the error under the simulated share, so that 0 of 20,000 has one
                other = math.sqrt(mean * (1 - mean) / PROGRAM_PATHS)
            joint = math.hypot(error, other)
            apart = 0.0 if abs(value - mean) <= 1e-9 * abs(mean) else (value - mean) / joint if joint > 0 else math.inf
            compared, beyond = compared + 1, beyond + (abs(apart) > 4)
            label = quantity if is_share else "mean of " + " ".join(quantity)
            print(f"{name:26}{case + ' ' + label:36}{value:14.6g}{mean:14.6g}{apart:8.2f}{'  <--' if abs(apart) > 4 else ''}")
    alarm = compared * math.erfc(4 / math.sqrt(2))
    print(f"{compared} comparisons, {beyond} beyond 4 standard errors; by chance one or more in {alarm:.1%} of such tables")
    return beyond


def write():
    with open(HERE / "scenarios" / "simulated.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["scenario", "case", "kind", "name", "period", "value", "standard_error"])
        for scenario in SCENARIOS:
            for (case, quantity), (mean, error) in simulated(scenario, SIMULATED_PATHS).items():
                if isinstance(quantity, str):
                    name, _, period = quantity.partition("@")
                    kind = "probability"
                else:
                    (name, period), kind = quantity, "mean"
                table.writerow([scenario.__name__, case, kind, name, period, f"{mean:.9g}", f"{error:.3g}"])


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        write()
    else:
        sys.exit(1 if compare(sys.argv[1] if len(sys.argv) > 1 else ".build/release/waymark") else 0)
