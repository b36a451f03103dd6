"""The systems of the source documents (docs/systems.md) a second time, in NumPy, from the rules of the docs.

Each `scenarios/NAME.yaml` has a function here (`-` is `_`), which knows nothing of the program but what docs/time.md,
docs/scenario-format.md and docs/methods.md say, and draws its own random numbers. It returns for each case on which paths
each target is met; `three@2026` is the target `three` at its deadline 2026.

    python3 systems.py [PROGRAM]     compares both, 20,000 paths of the program with the file's seed: exits 1 where a
                                     probability is beyond 4 standard errors of both
    python3 systems.py --plan        says of the six promises of plan-of-all.yaml what they would be if independent, and
                                     which one holds them back
    python3 systems.py --write       writes systems.csv, a million paths each

Left out: what haizhu-2035-qualitative.yaml promises, which has no number; and of luohu-plan.yaml the revenue of an
emerging enterprise, which needs the joint law of a count of `auto` that begins at a bound and of its revenue. The 800
enterprises follow `auto`, whose law is that of forecaster.py (this function alone needs SciPy). Of plan-of-all.yaml
there are the joint questions, and of the systems in it what does not read the months of its grid in another way.
"""

import csv
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from scenario_simulations import Draws, error_of, ramp

HERE = Path(__file__).resolve().parent
SCENARIOS = HERE.parent.parent / "scenarios"
PROGRAM_PATHS, COMPARED_PATHS, WRITTEN_PATHS, CHUNK = 20_000, 400_000, 1_000_000, 50_000


class Paths(Draws):
    """The paths of one chunk, with the laws that these systems need beside those of Draws."""

    def gamma(self, mean, sd):
        return self.rng.gamma((mean / sd) ** 2, sd**2 / mean, self.n)

    def beta(self, a, b):
        return self.rng.beta(a, b, self.n)

    def exponential(self, mean):
        return self.rng.exponential(mean, self.n)

    def bernoulli(self, p):
        return self.rng.random(self.n) < p

    def shocks(self, steps):
        return self.rng.normal(0, 1, (steps, self.n))

    def stock(self, first, entries, exits):
        """A count with entries of each year (a row) and a share that leaves in a year; the first row is `first`."""
        n, out = np.full(self.n, first), [np.full(self.n, first)]
        # Of those who come evenly over a year, this share is still there at its end.
        there = exits / -math.log1p(-exits) if exits > 0 else 1.0
        for mean in entries:
            n = self.rng.binomial(n, 1 - exits) + self.rng.poisson(mean * there)
            out.append(n)
        return np.array(out)


def walks(shocks, volatility, length):
    """exp of random walks with these shocks; the first row is 1."""
    steps = np.cumsum(volatility * math.sqrt(length) * shocks, axis=0)
    return np.exp(np.vstack([np.zeros((1, shocks.shape[1])), steps]))


def ever(values):
    """Whether it holds in any period after the origin."""
    return values[1:].any(axis=0)


def months_of(d, totals, parts, volatility, length):
    """The noise of the parts of totals that follow a walk, a row for each part after that of the beginning: it walks on
    within a total, about the noise of the total, less half the mean variance of parts about it."""
    walk = np.cumsum(volatility * math.sqrt(length) * d.shocks(totals * parts), axis=0).reshape(totals, parts, d.n)
    within = walk - walk.mean(axis=1, keepdims=True)
    noise = walk[:, -1:] + within - volatility**2 * length * (parts**2 - 1) / (12 * parts)
    return np.vstack([np.zeros((1, d.n)), noise.reshape(totals * parts, d.n)])


def gamma_left(mean, sd, months):
    """The share of items of one month that has left 0, 1, ... months after the month in which they begin (evenly)."""
    shape, scale, fine = (mean / sd) ** 2, sd**2 / mean, 2000
    x = (np.arange(months * fine) + 0.5) / fine
    density = np.exp((shape - 1) * np.log(x / scale) - x / scale - math.lgamma(shape)) / scale
    left = np.cumsum(density) / fine
    return left.reshape(months, fine).mean(axis=1)


def leaving(d, items, left):
    """Of items that begin in one month, how many leave 0, 1, ... months later: a multinomial, one binomial at a time."""
    out, before = [], 0.0
    for share in left:
        gone = d.rng.binomial(items, min(1.0, (share - before) / (1 - before)) if before < 1 else 1.0)
        out.append(gone)
        items, before = items - gone, share
    return out


# Haizhu


def haizhu_2035(d):
    firms, centres, platforms = d.gamma(6, 2), d.gamma(4, 1.5), d.gamma(1.2, 0.5)
    pace, elsewhere = d.normal(0.09, 0.03), d.normal(0.085, 0.03)
    z, w = d.shocks(14).sum(axis=0), d.shocks(14).sum(axis=0)
    third = 120 * np.exp(elsewhere * 14 + 0.05 * (0.6 * z + 0.8 * w))
    out = {}
    for case, attract, support, alliances, exhibition in [
            ("baseline", 0.5, 0.5, 2023, 0), ("full", 1, 1, 2022, 1), ("late", 0, 0.5, 2028, 0)]:
        years = range(2022, 2026)
        there = d.stock(28, [firms * (0.6 + 0.6 * attract + 0.2 * exhibition)] * 4, 0.03)
        labs = d.stock(5, [centres * (0.5 + support)] * 4, 0.02)
        open_ = d.stock(0, [platforms * (1.5 if year >= alliances else 1) for year in years], 0)
        strength = 100 * np.exp((pace + 0.02 * attract + 0.01 * support) * 14 + 0.05 * z)
        out[case] = {
            "firms_2025": there[4] >= 50,
            "centres_2025": labs[4] >= 20,
            "platforms_2025": ever(open_ >= 5),
            "leaders_2035": strength > third,
            "plan_2025": (there[4] >= 50) & (labs[4] >= 20) & ever(open_ >= 5),
        }
    return out


def one_zone_valley_circle(d, delay=None):
    own, luck = d.normal(0, 0.6), d.exponential(1)
    delay = own if delay is None else delay
    waits, out = [d.gamma(5, 2), d.gamma(6, 2.5), d.gamma(4, 2)], {}
    for case, support, ordinary in [("baseline", 0, 1), ("supported", 1, 1), ("supported_late", 1, 3)]:
        def opens(wait, faster):
            return 2022 + np.minimum(wait, ordinary) + np.maximum(wait - ordinary, 0) / (1 + faster * support)

        dates = [opens(wait, 0.25) + delay for wait in waits]
        last = np.maximum.reduce(dates)
        out[case] = {
            "zone_2025": dates[0] <= 2026,
            "zone_2035": dates[0] <= 2036,
            # A hazard of 0.12 a year, doubled from the priority on: what it has added up to by the end of 2025.
            "zone_by_chance_2025": luck <= 0.12 * (4 + support * (4 - ordinary)),
            **{f"three@{year}": last <= year + 1 for year in range(2025, 2031)},
        }
    return out


def haizhu_industry(d, parts, factor=1.0):
    """What Haizhu's cluster is made of at the end of each of `parts` periods of a year, and its parks by their pace.
    `factor` is what an event leaves of the industry outside the parks."""
    density, full, rate = d.lognormal(12_000, 40_000), d.triangular(0.6, 0.85, 0.97), d.lognormal(0.5, 1.2)
    wait, area, relative = d.gamma(0.8, 0.25), d.lognormal(60_000, 250_000), d.normal(0.9, 0.2)
    new, pillar, growth = d.uniform(0.6, 1), d.uniform(0.6, 0.95), d.normal(0.06, 0.03)
    count = 14 * parts
    t = np.arange(count + 1)[:, None] / parts
    let = full / (1 + (full / 0.06 - 1) * np.exp(-rate * t)) * d.walk(count, 0.08, 1 / parts)
    park = 500_000 * np.minimum(let, full) * density * (t > 1.75) / 1e9
    if parts == 4:
        other = 40 * np.exp(growth * t) * d.walk(count, 0.08, 0.25)
    else:
        # A total of the last quarter of 2021: a month's growth is that of its middle, its noise that of its quarter.
        other = 40 * np.exp(growth * (np.arange(count + 1)[:, None] + 1) / 12 + months_of(d, 14 * 4, 3, 0.08, 1 / 12))
    stay = d.rng.random((10, d.n)) + d.rng.gamma((30 / 8.4) ** 2, 8.4**2 / 30, (10, d.n))

    def built(speed):
        """How many further parks stand, and the output of those that have stood for 18 months."""
        parks, late = np.zeros((count + 1, d.n), dtype=int), 3 * parts // 2
        for item in range(10):
            # It begins in the first month at whose end so many have begun.
            month = np.ceil((item + 1 - 1e-9) * wait * 12 / speed)
            done = np.ceil(np.floor(month + stay[item]) * parts / 12).astype(int)
            parks += done <= np.arange(count + 1)[:, None]
        works = np.vstack([np.zeros((late, d.n)), parks[:-late]])
        return parks, works * area * 0.8 * relative * density / 1e9

    return park, other * factor, pillar * new, built


def haizhu_cluster(d):
    park, other, counts, built = haizhu_industry(d, 4)
    out = {}
    for case, speed in [("baseline", 1), ("fast", 1.6), ("slow", 0.6)]:
        parks, further = built(speed)
        once = other + counts * (park + further)
        out[case] = {
            "ten_parks": ever(parks[:37] >= 10),
            "park_10bn": ever(park[:37] > 10),
            "cluster_double_counted": ever(other + park + further >= 100),
            **{f"cluster_100bn@{year}": ever(once[:4 * (year - 2021) + 1] >= 100) for year in range(2026, 2036)},
        }
    return out


def haizhu_ten_parks(d):
    density, shift = d.lognormal(12_000, 40_000), d.normal(0, 0.4)
    pillar, new, growth = d.uniform(0.6, 0.95), d.uniform(0.6, 1), d.normal(0.06, 0.03)
    x = 2022 + np.arange(45)[:, None] / 4  # ends of quarters, to the end of 2032
    opened, built = np.zeros((45, d.n), dtype=int), 0.0
    for item in range(10):
        opens = 2022.25 + item / 2 + d.gamma(2.5, 0.7) + shift
        opened += opens <= x
        built = built + d.lognormal(60_000, 250_000) * 0.7 * np.clip((x - opens) / 4, 0, 1)
    first = 500_000 * 0.8 * np.clip((x - 2023.75) / 5, 0, 1)
    base = 40 * np.exp(growth * (x - 2022)) * d.walk(44, 0.08, 0.25)
    cluster = base + pillar * new * (first + built) * density / 1e9
    ten, hundred = ever(opened[:37] >= 10), ever(cluster >= 100)
    return {"baseline": {"ten": ten, "cluster_100bn": hundred, "both": ten & hundred}}


# Luohu


def automatic(d, times, values, years):
    """Levels of `auto` at the ends of the coming years. Each path follows one trend of the mixture and keeps its place
    in the law of that trend, so each year has its law; how a path moves within it matters to no target here."""
    from forecaster import law

    parts = [law("count", [float(t) for t in times], [float(v) for v in values], None, h, None) for h in range(1, years + 1)]
    weights = np.array([part[0] for part in parts[0]])
    here, place = d.rng.choice(len(weights), d.n, p=weights / weights.sum()), d.normal()
    levels = [np.full(d.n, float(values[-1]))]
    is_root = np.array([part[1] == "root" for part in parts[0]])[here]
    for part in parts:
        z = np.array([p[2] for p in part])[here] + np.array([p[3] for p in part])[here] * place
        levels.append(values[-1] * np.where(is_root, np.maximum(1 + z / 2, 1e-6) ** 2, np.exp(z)))
    return np.array(levels)


def luohu_plan(d, strikes_in_2025=None, factor=None):
    trend = automatic(d, [2015, 2020], [120, 405], 5)
    gain, arrivals, leave = d.lognormal(0.01, 0.05), d.gamma(4, 1.5), d.uniform(0.03, 0.08)
    strikes, depth = d.rng.random((6, d.n)) < 0.08, d.uniform(0.88, 0.97)
    patents = 40 <= 10_000 * np.exp(
        d.normal(*error_of(2650, 450)) - d.normal(*error_of(1_140_000, 20_000))
        + 5 * (d.normal(0.10, 0.04) - d.normal(0.01, 0.006)) + math.sqrt(5) * (d.normal(0, 0.06) - d.normal(0, 0.005)))
    cluster = 2021 + d.gamma(4, 1.2)
    clusters = np.maximum(cluster + d.exponential(1), cluster + d.exponential(2)) <= 2026
    delay = d.normal(0, 0.8)
    zones = np.maximum.reduce([2022 + d.gamma(mean, 1) + delay for mean in (3.5, 4, 4.5)]) <= 2027
    belt = 2021 + d.triangular(3, 5, 10) <= 2026
    revenue = 130 * np.exp(5 * d.normal(0.08, 0.04) + 0.1 * math.sqrt(5) * d.normal())
    out, years = {}, np.arange(2021, 2027)[:, None]
    for case, attraction, start in [("baseline", 0, 2021), ("push", 1, 2021), ("late_push", 1, 2024)]:
        level = trend * np.exp(attraction * gain * ramp(years, start, 2))
        n, left = np.full(d.n, 405), np.zeros(d.n, dtype=int)
        for k in range(1, 6):
            share = np.minimum(1 - leave, level[k] / level[k - 1])
            n = d.rng.binomial(n, share) + d.rng.poisson(np.maximum(level[k] - share * level[k - 1], 0))
            left = np.where((left == 0) & strikes[k], 2, left)
            struck = left > 0
            left = np.maximum(left - 1, 0)
        if factor is not None:
            struck, depth = strikes_in_2025, factor
        enterprises = np.floor(n * np.where(struck, depth, 1) + 0.5) >= 800
        come = [arrivals * (1.5 if attraction and year >= start else 1) for year in range(2021, 2026)]
        teams = d.stock(0, come, 0)[5] > 20
        out[case] = {
            "high_tech_800": enterprises, "teams_20": teams, "patents_40": patents, "clusters_3": clusters,
            "zones_3": zones, "belt_2025": belt, "revenue_200": revenue >= 200,
            "plan": enterprises & teams & patents & clusters & belt,
        }
    return out


# Guangdong and Guangzhou


def gba_science_cities(d):
    common, spill, fast = d.normal(0.05, 0.025), d.uniform(0, 0.06), d.bernoulli(0.5)
    meant, by_zone = d.rng.integers(3, 8, d.n), d.lognormal(0.001, 0.006)
    start = np.floor(np.arange(37)[:, None] * meant / 36 + 1e-9)  # months from mid-2024 on
    zones = np.zeros((47, d.n), dtype=int)
    for item in range(7):
        month = (start > item).argmax(axis=0)
        stay = d.rng.random(d.n) + d.rng.gamma((24 / 8.4) ** 2, 8.4**2 / 24, d.n)
        done = np.ceil(np.floor(month + stay) / 3)
        zones += (item < meant) & (done <= np.arange(47)[:, None])
    mix = np.linalg.cholesky(np.array([[1, 0.3, 0.3], [0.3, 1, 0.3], [0.3, 0.3, 1]]))
    z, out = np.tensordot(mix, d.rng.normal(0, 1, (3, 46, d.n)), 1), {}
    for case, openings, reform in [("baseline", 1, 2026), ("more_platforms", 2, 2026), ("early_reform", 1, 2024.5)]:
        platforms = 4 + np.vstack([np.zeros(d.n), np.cumsum(d.rng.poisson(0.375 * openings, (46, d.n)), axis=0)])
        y = [np.full((3, d.n), 100.0)]  # Guangming, Songshan Lake, Nansha
        for k in range(1, 47):
            reformed = 0.015 * (2024.5 + k / 4 > reform)
            push = common + reformed + by_zone * zones[k] + 0.001 * platforms[k]
            past = np.where(fast, y[max(k - 4, 0)], y[max(k - 8, 0)])
            neighbour = past[[2, 0, 1]]
            rate = np.array([0, 0.005, 0.01])[:, None] + push + spill * np.log2(neighbour / 100)
            shock = np.array([0.06, 0.06, 0.08])[:, None] * math.sqrt(0.25) * z[:, k - 1]
            y.append(y[-1] * np.exp(rate / 4 + shock))
        doubled = y[46] >= 200
        out[case] = {
            "guangming_2035": doubled[0], "songshan_lake_2035": doubled[1], "nansha_2035": doubled[2],
            "all_2035": doubled.all(axis=0), "any_2035": doubled.any(axis=0),
            "zones_2030": ever(zones[:27] >= meant),
        }
    return out


def charging_stations(d, pace, grid, refused):
    """Stations built by the end of each month: permits, then a queue for connections to the grid."""
    permit, connect = gamma_left(3, 1.5, 24), gamma_left(2, 1, 24)
    granted, built = np.zeros((25, d.n), dtype=int), np.zeros((25, d.n), dtype=int)
    for month in range(1, 25):
        for lag, items in enumerate(leaving(d, np.full(d.n, pace), permit[:25 - month])):
            granted[month + lag] += items
    queue, rest = np.zeros(d.n, dtype=int), np.zeros(d.n)
    for month in range(1, 25):
        queue = queue + d.rng.binomial(granted[month], 1 - refused)
        may = grid + rest
        whole = np.floor(may).astype(int)
        rest = may - whole
        begin = np.minimum(queue, whole)
        queue = queue - begin
        for lag, items in enumerate(leaving(d, begin, connect[:25 - month])):
            built[month + lag] += items
    return np.cumsum(built, axis=0)


def guangzhou_charging(d):
    old, new, grid, refused = d.normal(11, 0.8), d.lognormal(10, 18), d.lognormal(90, 180), d.beta(2, 30)
    usual, more = (charging_stations(d, pace, grid, refused) for pace in (110, 160))
    out = {}
    for case, built, larger in [("baseline", usual, 0), ("more_permits", more, 0), ("larger_stations", usual, 0.3)]:
        chargers = 2_000 * old + built * new * (1 + larger)
        stations, enough = ever(built >= 2_000), ever(chargers > 50_000)
        out[case] = {
            "stations_4000": stations, "chargers_50k": enough, "both": stations & enough,
            "ratio": chargers[24] / (2_000 + built[24]) >= 12.5,
        }
    return out


def five_g_stations(d, crews, sites, co_siting, radios):
    """Base stations lit by the end of each month to the end of 2022, as their shortage of chips lets them."""
    refused = d.beta(2, 30)
    limit = np.minimum(crews * d.normal(66, 6) * (1 + 0.2 * co_siting), d.lognormal(*radios))
    granted, permit = np.zeros((31, d.n), dtype=int), gamma_left(2, 1, 30)
    for month in range(1, 31):
        for lag, items in enumerate(leaving(d, np.full(d.n, sites), permit[:31 - month])):
            granted[month + lag] += items
    granted = d.rng.binomial(granted, 1 - refused)
    depth, left = d.uniform(0.5, 0.8), np.zeros(d.n, dtype=int)
    factor = np.ones((31, d.n))
    for month in range(1, 31):
        left = np.where((left == 0) & (d.rng.random(d.n) < 1 - 0.85 ** (1 / 12)), 6, left)
        factor[month] = np.where(left > 0, depth, 1)
        left = np.maximum(left - 1, 0)

    def finished(limits):  # in each month, a month after it began
        queue, rest, begun = np.zeros(d.n, dtype=int), np.zeros(d.n), [np.zeros(d.n, dtype=int)]
        for month in range(1, 31):
            queue = queue + granted[month]
            may = limits[month] + rest
            whole = np.floor(may).astype(int)
            rest = may - whole
            begun.append(np.minimum(queue, whole))
            queue = queue - begun[-1]
        return np.vstack([np.zeros((1, d.n)), np.array(begun[:-1])])

    undisturbed, slowed = finished(limit * np.ones((31, 1))), finished(limit * factor)
    held, lit = np.zeros(d.n), [np.zeros(d.n)]
    for month in range(1, 31):
        held = held + slowed[month]
        through = np.where(factor[month] < 1, np.minimum(held, factor[month] * undisturbed[month]), held)
        lit.append(lit[-1] + through)
        held = held - through
    return np.array(lit)


def guangzhou_5g(d):
    at_site, nansha = d.normal(13, 1.2), d.triangular(2022.5, 2023.5, 2026)
    # Seventy a month from mid-2020 on: of those that begin in a month, this share stands at the end of 2022.
    stands = gamma_left(4, 2, 30)[:, None]
    sites = 2_300 + d.rng.binomial(70, 0.95 * stands, (30, d.n)).sum(axis=0)
    chargers, usual, out = sites * at_site, (2_600, 3_900), {}
    for case, crews, permits, co_siting, radios in [
            ("baseline", 48, 3_300, 0, usual), ("more_crews", 60, 3_800, 0, usual),
            ("co_sited", 48, 3_800, 1, usual), ("scarce_radios", 48, 3_300, 0, (1_800, 2_800))]:
        stations = five_g_stations(d, crews, permits, co_siting, radios)[30] >= 80_000
        out[case] = {
            "stations_80k_more": stations, "charging_4000": sites >= 4_000, "chargers_50k": chargers > 50_000,
            "nansha_open": nansha <= 2024, "everything": stations & (sites >= 4_000) & (chargers > 50_000),
        }
    return out


def knowledge_city(d, months=()):
    each, dropped, given_up = d.lognormal(0.7, 2.2), d.beta(4, 16), d.beta(2, 38)
    per_yuan, price, use = d.lognormal(0.35, 1.1), d.lognormal(140_000, 220_000), d.triangular(0.3, 0.7, 0.95)
    plant = d.triangular(2022.25, 2022.75, 2025)
    cars = 100_000 * use * np.clip((2028 - plant) / 2, 0, 1)
    first = np.floor(1 + d.rng.random((135, d.n)) + d.rng.gamma((1.2 / 0.8) ** 2, 12 * 0.8**2 / 1.2, (135, d.n)))
    done = np.floor(first + d.rng.random((135, d.n)) + d.rng.gamma((2 / 0.7) ** 2, 12 * 0.7**2 / 2, (135, d.n)))
    luck, later, out = d.rng.random((135, d.n)), d.rng.random((135, d.n)) >= given_up, {}

    def grown(x):  # x years after the end of 2020: the integral of a straight line from one to two years after the middle of the month of completion
        x = x - (done - 0.5) / 12 - 1
        return np.where(x < 1, np.maximum(x, 0) ** 2 / 2, x - 0.5)

    for case, service in [("baseline", 0), ("served", 1)]:
        starts = luck >= dropped * (1 - 0.4 * service)
        works = starts & later

        def operating(year):  # at the end of a year
            return (works & (done <= 12 * (year - 2020))).sum(axis=0)

        def output(end, years=1):  # a year, in the years up to a date that counts as `2028` for the end of 2028
            share = (grown(end - 2020) - grown(end - 2020 - years)) / years
            return (works * share).sum(axis=0) * each * per_yuan

        out[case] = {
            **{f"invested_170@{year}": operating(year) * each >= 170 for year in range(2026, 2031)},
            "started_100": (starts & (first <= 36)).sum(axis=0) >= 100,
            "invested_120": operating(2027) * each >= 120,
            "output_100": output(2028) >= 100,
            "car_plant_2022": plant <= 2023,
            "cars_70k": cars >= 70_000,
            "car_output_12": cars * price >= 12e9,
        }
        if months:
            return out, np.array([output(month, 1 / 12) for month in months])
    return out


def nansha_opening(d):
    overrun, out = d.lognormal(0.9, 2.2), {}
    for case, priority in [("baseline", 0), ("priority", 1)]:
        opens = 2021.5 + 2.25 * (1 + (overrun - 1) * (1 - 0.4 * priority))
        out[case] = {
            "open_2023": opens <= 2024,
            **{f"open_later@{year}": opens <= year + 1 for year in range(2024, 2028)},
            "half_in_use_2027": 99 * np.clip((2028 - opens) / 3, 0, 1) >= 50,
        }
    return out


def ai_zone(d, demand=None):
    permits, own_demand = d.gamma(1, 0.4), d.normal(0, 0.5)
    demand = own_demand if demand is None else demand
    longest = np.maximum.reduce([d.gamma(6, 2), d.gamma(5, 1.5), d.gamma(7, 2)])

    def end(first, growth, boost=0.0):  # at the end of 2030, ten and a half years on
        return first * np.exp(10.5 * (growth + boost) + shock[first])

    shock = {first: d.normal(0, 0.08 * math.sqrt(10.5)) for first in (100, 150, 140, 110, 95)}
    rivals = [end(first, d.normal(0.10, 0.03)) for first in (150, 140, 110, 95)]
    own, out = d.normal(0.12, 0.03), {}
    for case, fast, attract in [("baseline", 0, 0), ("fast_permits", 1, 0), ("attract", 0, 1)]:
        at_work = 2020.5 + longest + permits * (1 - 0.5 * fast) + demand <= 2031
        score = end(100, own, 0.03 * attract)
        leads = 1 + sum((rival > score).astype(int) for rival in rivals) <= 3
        out[case] = {"areas_2030": at_work, "first_three_2030": leads, "hub_2030": at_work & leads}
    return out


def blockchain_zone(d):
    waits, out = [d.triangular(0.5, 1.5, 4), d.triangular(1, 2.5, 6)], {}
    for case, support in [("baseline", 0), ("supported", 1)]:
        government, ecosystem = (2020.5 + wait / (1 + 0.5 * support) for wait in waits)
        both = np.maximum(government, ecosystem)
        out[case] = {"government_2022": government <= 2022.5, "both_2022": both <= 2022.5, "both_2023": both <= 2024}
    return out


EIGHT = (30, 20, 15, 15, 10, 10, 8, 8)


def eight_ai_industries(d):
    common, t = d.normal(0, 0.03), np.arange(11)[:, None]
    laws = [(d.lognormal(100, 300), d.normal(0.3, 0.06), d.walk(10, 0.12, 1)) for _ in range(8)]
    out = {}
    for case, support in [("baseline", 0), ("supported", 1)]:
        total, formed = 0.0, 0
        for first, (top, rate, noise) in zip(EIGHT, laws):
            odds = first / (top - first) * np.exp((rate + common + 0.04 * support) * t)
            y = np.minimum(top * odds / (1 + odds) * noise, top)
            total, formed = total + y, formed + (y >= 50)
        out[case] = {
            **{f"eight@{year}": ever(formed[:year - 2019] >= 8) for year in range(2026, 2031)},
            "six_2030": ever(formed >= 6),
            "total_300_2025": total[5] >= 300,
        }
    return out


def gba_2035(d, growth=None):
    first = [3036, 3461, 1328, 1144, 564, 423, 402, 385, 279]
    years = math.sqrt(12)
    cities = sum(y * np.exp(12 * d.normal(0.045, 0.012) + years * d.normal(0, 0.02)) for y in first)
    islands = 382 * np.exp(12 * d.normal(0.025, 0.01) + years * d.normal(0, 0.03))
    islands = islands + 47 * np.exp(12 * d.normal(0.03, 0.02) + years * d.normal(0, 0.08))
    shared, rate = d.normal(0, 0.012), d.lognormal(6.4, 7.6)
    shared = shared if growth is None else growth
    hetao, hengqin = 2024 + d.gamma(4, 1.5) <= 2031, 2024 + d.gamma(5, 2) <= 2031
    areas = np.maximum.reduce([d.gamma(2, 1), d.gamma(3, 1), d.gamma(4, 1.5), d.gamma(3, 1.5)]) <= 4
    lost, counties = d.beta(3, 17), 0
    for item in range(15):
        month = math.ceil((item + 1) / 1.25)
        stay = d.rng.random(d.n) + d.rng.gamma((60 / 24) ** 2, 24**2 / 60, d.n)
        counties = counties + ((d.rng.random(d.n) >= lost) & (np.floor(month + stay) <= 108))
    out = {}
    for case in ("baseline", "strong_yuan", "slow_world"):
        yuan = 6.4 if case == "strong_yuan" else rate
        growth = np.exp(12 * (shared - 0.006 if case == "slow_world" else shared))
        output, before = growth * (cities + yuan * islands), sum(first) + yuan * 429
        out[case] = {
            "doubles_2035": output >= 2 * before,
            "growth_5_2035": output >= 1.05**12 * before,
            "output_25tn_2035": output >= 25_000,
            "four_areas_2027": areas,
            "two_points_2030": hetao & hengqin, "hetao_2030": hetao, "hengqin_2030": hengqin,
            "counties_2032": counties >= 12,
        }
    return out


# All in one plan


class Crisis:
    """Strikes at instants from 2021 on, each for two years, with one factor of the path; 5 % a year where none is on."""

    def __init__(self, d, end):
        self.factor, self.begins, at = d.uniform(0.8, 0.95), [], np.full(d.n, 2021.0)
        while at.min() < end:
            at = at + d.exponential(-1 / math.log(0.95))
            self.begins.append(at)
            at = at + 2

    def on(self, at):
        return sum((begin <= at) & (at < begin + 2) for begin in self.begins) > 0

    def over(self, start, count):
        """What it leaves of the totals of `count` months."""
        month = start + np.arange(count)[:, None] / 12
        length = sum(np.clip(np.minimum(begin + 2, month + 1 / 12) - np.maximum(begin, month), 0, None)
                     for begin in self.begins)
        return 1 - 12 * length * (1 - self.factor)


def eight_in_2030(d, common, factor):
    """What the eight industries make in the months of 2030, at the pace of a year."""
    total, middle = 0.0, 10 + (np.arange(12)[:, None] - 5.5) / 12
    for first in EIGHT:
        top, rate = d.lognormal(100, 300), d.normal(0.3, 0.06)
        curve = top / (1 + (top / first - 1) * np.exp(-(rate + common) * middle))
        noise = months_of(d, 10, 12, 0.12, 1 / 12)[-12:]
        total = total + np.minimum(curve * np.exp(noise), top) * factor
    return total


def quarter_so_far(x):
    """What a file of quarters reads of a flow on a plan's months, the first of which ends a quarter: its mean in the
    quarter to the end of each month."""
    out = x.copy()
    out[2::3] = (x[1::3] + x[2::3]) / 2
    out[3::3] = (x[1::3] + x[2::3] + x[3::3]) / 3
    return out


def plan_of_all(d):
    """Targets of the plan, each looked for at the ends of the periods of its own file, and the joint ones that lie in
    the systems below."""
    growth, delay, crisis = d.normal(0, 0.02), d.normal(0, 0.5), Crisis(d, 2036)
    months = crisis.over(2022, 168)
    park, other, counts, built = haizhu_industry(d, 12, np.vstack([np.ones((1, d.n)), months]))
    parks, further = built(1)
    cluster = quarter_so_far(other) + counts * (park + further)
    charging = guangzhou_charging(d)["baseline"]
    knowledge, projects = knowledge_city(d, [2030 + month / 12 for month in range(1 - 12, 1)])
    opens = nansha_opening(d)["baseline"]
    six = {
        "haizhu.park_10bn": ever(park[:109:3] > 10),
        "haizhu.cluster_100bn@2035": ever(cluster[::3] >= 100),
        "g5.stations_80k_more": five_g_stations(d, 48, 3_300, 0, (2_600, 3_900))[30] >= 80_000,
        "charging.stations_4000": charging["stations_4000"],
        "charging.chargers_50k": charging["chargers_50k"],
        "nansha.open_2023": opens["open_2023"],
    }
    eight, year = eight_in_2030(d, growth, crisis.over(2030, 12)), slice(97, 109)
    own = {name: d.uniform(low, high) for name, low, high in [("haizhu", 0.05, 0.3), ("knowledge", 0.1, 0.4)]}
    once = (eight + (1 - own["haizhu"]) * cluster[year] + (1 - counts) * (park + further)[year]
            + (1 - own["knowledge"]) * projects)
    gross = eight + cluster[year] + (park + further)[year] + projects
    systems = {
        "luohu": luohu_plan(d, crisis.on(2026.0), crisis.factor), "systems": one_zone_valley_circle(d, delay),
        "zone": ai_zone(d, delay), "bay": gba_2035(d, growth), "district": haizhu_2035(d),
        "blockchain": blockchain_zone(d), "knowledge": {"baseline": knowledge["baseline"]},
        "nansha": {"baseline": opens}, "charging": {"baseline": charging},
    }
    parts = {f"{file}.{target}": met for file, cases in systems.items() for target, met in cases["baseline"].items()}
    return {"baseline": {
        **parts, **six,
        "haizhu.ten_parks": ever(parks[:109] >= 10),
        "guangzhou_six": np.logical_and.reduce([six[target] for target in SIX]),
        "once_1000": once.mean(axis=0) >= 1_000,
        "gross_1000": gross.mean(axis=0) >= 1_000,
    }}


SIX = [
    "haizhu.park_10bn", "haizhu.cluster_100bn@2035", "g5.stations_80k_more", "charging.stations_4000",
    "charging.chargers_50k", "nansha.open_2023",
]
SYSTEMS = [
    haizhu_2035, one_zone_valley_circle, haizhu_cluster, haizhu_ten_parks, luohu_plan, gba_science_cities,
    guangzhou_charging, knowledge_city, nansha_opening, ai_zone, blockchain_zone, eight_ai_industries, gba_2035,
    guangzhou_5g, plan_of_all,
]
LEFT_OUT, PARTLY = {("luohu-plan", "revenue_per_enterprise_250")}, {"plan-of-all"}


def name(system):
    return system.__name__.replace("_", "-")


def simulated(system, paths):
    """How many paths meet each target, by (case, target)."""
    met, chunks = {}, paths // CHUNK
    for chunk in range(chunks):
        for case, targets in system(Paths(CHUNK, [chunk, SYSTEMS.index(system)])).items():
            for target, values in targets.items():
                met[case, target] = met.get((case, target), 0) + int(np.count_nonzero(values))
    return {key: count / (chunks * CHUNK) for key, count in met.items()}


def programmed(program, system):
    """What the program says: (case, target) to probability."""
    with tempfile.TemporaryDirectory() as folder:
        path = SCENARIOS / f"{name(system)}.yaml"
        command = [program, "run", str(path), "--paths", str(PROGRAM_PATHS), "--files", "csv", "--out", folder, "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{name(system)}: {done.stdout}{done.stderr}")
        with open(Path(folder) / "targets.csv", newline="", encoding="utf-8") as file:
            return {(row["case"], row["target"]): float(row["attainment"]) for row in csv.DictReader(file)}


def compare(program):
    compared, beyond = 0, 0
    for system in SYSTEMS:
        ours, theirs = simulated(system, COMPARED_PATHS), programmed(program, system)
        unknown = [key for key in theirs if key not in ours and (name(system), key[1]) not in LEFT_OUT
                   and name(system) not in PARTLY]
        if unknown or any(key not in theirs for key in ours):
            sys.exit(f"{name(system)}: only one of both says {unknown or [key for key in ours if key not in theirs]}")
        for (case, target), p in ours.items():
            value = theirs[case, target]
            # A probability of 0 or 1 has the error that one path makes.
            variance = max(p * (1 - p), 1 / COMPARED_PATHS)
            apart = (value - p) / math.sqrt(variance / PROGRAM_PATHS + variance / COMPARED_PATHS)
            compared, beyond = compared + 1, beyond + (abs(apart) > 4)
            mark = "  <--" if abs(apart) > 4 else ""
            print(f"{name(system):24}{case + ' ' + target:46}{value:9.4f}{p:9.4f}{apart:8.2f}{mark}", flush=True)
    alarm = compared * math.erfc(4 / math.sqrt(2))
    print(f"{compared} comparisons, {beyond} beyond 4 standard errors; by chance one or more in {alarm:.1%} of such tables")
    return beyond


def plan(paths):
    """The six promises of Guangzhou: all, all if they were independent, and what the certainty of each would add."""
    chunks, counts = paths // CHUNK, np.zeros((3, len(SIX)))
    for chunk in range(chunks):
        met = plan_of_all(Paths(CHUNK, [chunk, SYSTEMS.index(plan_of_all)]))["baseline"]
        met = np.array([met[target] for target in SIX])
        missed = len(SIX) - met.sum(axis=0)
        counts += [met.sum(axis=1), np.full(len(SIX), (missed == 0).sum()), (~met & (missed == 1)).sum(axis=1)]
    single, together, alone = counts / (chunks * CHUNK)
    print(f"all six {together[0]:.4%}, if independent {np.prod(single):.4%}; made certain, each adds")
    for target, p, gain in sorted(zip(SIX, single, alone), key=lambda row: -row[2]):
        print(f"  {target:28}{p:8.2%} alone, {gain:+.3%}")


def write():
    with open(HERE / "systems.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["system", "case", "target", "deadline", "probability", "paths"])
        for system in SYSTEMS:
            for (case, target), p in simulated(system, WRITTEN_PATHS).items():
                own, _, deadline = target.partition("@")
                table.writerow([name(system), case, own, deadline, f"{p:.6f}", WRITTEN_PATHS])


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        write()
    elif "--plan" in sys.argv[1:]:
        plan(WRITTEN_PATHS)
    else:
        sys.exit(1 if compare(sys.argv[1] if len(sys.argv) > 1 else ".build/release/waymark") else 0)
