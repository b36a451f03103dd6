"""Simulates scenarios a second time, in NumPy, from the rules of docs/time.md and docs/scenario-format.md.

Each `scenarios/NAME.yaml` has a function NAME here, which knows nothing of the program but what the docs say, and draws its
own random numbers. It returns for each case what the paths of a target are (met or not) and values of indicators.

    python3 scenario_simulations.py [PROGRAM]            compares both, 20,000 paths of the program: exits 1 where any number is beyond 4 standard errors
    python3 scenario_simulations.py --write              writes scenarios/simulated.csv, a million paths each, to which
                                                         Tests/GoldenTests/Truths/IndependentSimulations.swift compares

Left out: `auto`, whose law is that of the forecaster (forecaster.py has it).
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
    ceiling, gain, noise = d.uniform(180, 500), d.lognormal(0.02, 0.08), d.walk(10, 0.1, 1)
    out, x = {}, 2021 + np.arange(11)[:, None]
    for name, push, top in [("stays", 0, ceiling), ("pushed", 1, ceiling), ("narrow", 1, 200)]:
        pace = (np.log(100 / (top - 100)) - np.log(60 / (top - 60))) / 5
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


def totals_of_years_on_months(d):
    rate, z = d.normal(0.1, 0.05), d.walk(4, 0.1, 1)
    steel = 110 * np.exp(rate * np.arange(5)[:, None]) * z
    return {"baseline": {
        "s120": steel[1] >= 120,
        "s150": steel[3] >= 150,
        "s165": steel[4] >= 165,
    }}


SCENARIOS = [
    exponential_months, linear_years, logistic_flow, gompertz_quarters, richards_years, bass_quarters, moving_ceiling,
    events_years, events_months, count_quarters, count_flows, rollout_months, rollout_quarters, budget_years, milestone_quarters,
    totals_of_years_on_months,
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
