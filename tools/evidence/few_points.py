"""Two to five observations of programmes, and ceilings seen early, on places that no constant was learnt from."""

import contextlib
import io
import sys

import numpy as np
import pandas as pd

from common import ROOT, Section, markdown

sys.path.append(str(ROOT / "tools/forecaster"))

# Brier scores that were to be reached.
GOALS = {"five years apart": 0.140, "five years apart, grown 2.5 to 4.5 times": 0.176,
         "mobile and broadband, 2 points": 0.131, "mobile and broadband, 3 points": 0.122, "mobile and broadband, 5 points": 0.123}
LUOHU = """Luohu's promise, honestly: 120 national high-tech enterprises in 2015, 405 in 2020, 800 promised for 2025. Known since (press): 450 at the end of 2021, "close to 800" in December 2025. Until November 2026 this program said
22 to 24 % and a median of 426 for 2021 (as a count, whose weights came from births and deaths); it now says {answer}, and {others}. One outcome proves no forecast; that comparable series say 29 to 48 % was known before it."""


def boards(score, every):
    generator = np.random.default_rng(0)
    draw = lambda found, n: [found[i] for i in generator.permutation(len(found))[:n]]
    pairs = [w for w in every if w[1] == "2 apart 5" and w[0] in score.STOCKS]
    yield "five years apart", draw(pairs, 1200)
    yield "five years apart, grown 2.5 to 4.5 times", [w for w in pairs if 2.5 <= w[3][-1] / w[3][0] <= 4.5]
    for name, of in [("mobile and broadband", score.STOCKS[:2]), ("patents in force", score.STOCKS[2:3])]:
        for n in (2, 3, 5):
            yield f"{name}, {n} points", draw([w for w in every if w[0] in of and w[1] == f"last {n}"], 600)


def forecast_rows(context, score, section):
    from short_histories import cut, series

    aside, learnt = [], {}
    for group, family, _, is_aside, points in series(context.data):
        if family not in score.STOCKS:
            continue
        for pick, years, values, came, _ in cut(group, points):
            later = dict(came)
            if 5 in later:
                if is_aside:
                    aside.append((family, pick, years, values, later))
                else:
                    learnt.setdefault(family, []).append(later[5] / values[-1])
    learnt = {family: np.array(rows) for family, rows in learnt.items()}
    rows = []
    ratios = score.RATIOS
    for label, chosen in boards(score, aside):
        chosen = context.sample(chosen, 150)
        came = np.array([[w[4][5] / w[3][-1] >= r for r in ratios] for w in chosen], float)
        past = np.array([[np.mean(learnt[w[0]] >= r) for r in ratios] for w in chosen])
        peer = ((past - came) ** 2).mean()
        best = None
        for kind in ("any", "stock", "rollout") + (("patents",) if "patents" in label else ()):
            found = score.forecasts(str(context.program), chosen, kind, False)
            said = np.array([[1 - np.interp(r, *found[i, 5]) for r in ratios] for i in range(len(chosen))])
            held = {h: np.array([np.interp(w[4][h] / w[3][-1], *found[i, h], left=0, right=1) for i, w in enumerate(chosen) if h in w[4]]) for h in (1, 5)}
            cover = lambda h: " / ".join(f"{np.mean(np.abs(held[h] - 0.5) < half):.2f}" for half in (0.4, 0.475))
            width = np.median([np.log(np.interp(0.9, found[i, 1][1], found[i, 1][0]) / max(np.interp(0.1, found[i, 1][1], found[i, 1][0]), 1e-12)) for i in range(len(chosen))])
            brier = ((said - came) ** 2).mean()
            best = brier if best is None else min(best, brier)
            rows.append((brier - peer, [label, kind, len(chosen), f"{brier:.3f}", f"{peer:.3f}", " ".join(f"{b:+.2f}" for b in (said - came).mean(0)), cover(5), cover(1), f"{width:.2f}"]))
        if label in GOALS:
            section.check(f"Few points, {label}: Brier at most {GOALS[label]:.3f}", f"{best:.3f} (best kind)", best <= GOALS[label])
        if best > peer:
            section.worse.append(f"few points, {label}: Brier {best:.3f}, the past of the same series elsewhere {peer:.3f}")
    rows.sort(key=lambda row: -row[0])
    section.add("Stocks of what programmes promote, in countries that nothing was learnt from: P of 1.25, 1.5, 2 and 3 times the last value five years on, the worst beside its peer first. The peer is the share of the same series in the other countries, all "
                "years taken together, which knows the future of its own day. Bias is what was said less what came, at each ratio.")
    section.add(markdown(["observations", "kind", "windows", "Brier", "the past of others", "bias", "80 / 95 % hold, five years", "one year", "80 % width, one year"], [r for _, r in rows]))


def ceilings(context, section):
    import ceilings as learnt

    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        learnt.main(context.data, str(context.program))
    lines = [line.split() for line in text.getvalue().splitlines() if line[:2] == "0."]
    section.add("Ceilings of spreads cut at a date (decision 0028), in places that nothing was learnt from: shares of cuts.")
    section.add(markdown(["seen", "cuts", "get an interval", "narrower than 2", "of these hold", "hold, or not shown", "median factor", "95 % by standard error hold", "the same, of grade A"],
                         [[c for c in line if c != "|"] for line in lines]))
    stage = {line[0]: line for line in lines}
    seen = stage["0.75-0.85"]
    section.check("Ceilings seen to 80 %: four in five get an interval narrower than 2 that holds in nine of ten", f"{seen[3]}, {seen[4]}", float(seen[3]) >= 0.8 and float(seen[4]) >= 0.9)
    early = [float(stage[s][5]) for s in ("0.1-0.2", "0.25-0.35", "0.45-0.55")]
    section.check("Ceilings seen to 15, 30, 50 %: nine in ten hold, or are said not to show", " / ".join(f"{e:.2f}" for e in early), min(early) >= 0.9)


def stations(context, section):
    """5G base stations of China: what two ends of years say of the next, and what came (bulletins of the ministry)."""
    known = pd.DataFrame({"year": [2020, 2021], "value": [771000, 1425000]})
    came = {2022: 2312000, 2023: 3377000, 2024: 4251000}
    rows = []
    for kind in ("any", "rollout", "stations"):
        frame, _, _ = context.waymark("forecast", known, "--time", "year", "--value", "value", "--horizon", 3, "--kind", kind,
                                      "--thresholds", ",".join(str(v) for v in came.values()))
        rows.append([kind] + [f"{float(frame['p_ge_' + str(v)][i]):.2f}" for i, v in enumerate(came.values())])
    section.add("China's 5G base stations, 771,000 at the end of 2020 and 1,425,000 of 2021: P of at least what came (2,312,000, 3,377,000 and 4,251,000; between .3 and .7 was the goal).")
    section.add(markdown(["kind", "2022", "2023", "2024"], rows))
    values = [float(v) for row in rows for v in row[1:]]
    section.check("China 5G from two points: P of what came between .3 and .7", " ".join(f"{v:.2f}" for v in values), 0.3 <= min(values) and max(values) <= 0.7)


def luohu(context, section):
    known = pd.DataFrame({"year": [2015, 2020], "value": [120, 405]})
    said = {}
    for kind in ("count", "flow", "rollout", "patents"):
        frame, _, _ = context.waymark("forecast", known, "--time", "year", "--value", "value", "--horizon", 5, "--kind", kind, "--thresholds", 800)
        said[kind] = frame
    first, last = said["count"].iloc[0], said["count"].iloc[-1]
    answer = f"{last['p_ge_800']:.0%} as a count, with a median of {first['median']:.0f} for 2021 and {last['median']:.0f} for 2025"
    others = ", ".join(f"{said[k].iloc[-1]['p_ge_800']:.0%} as {k}" for k in ("flow", "rollout", "patents"))
    section.add(LUOHU.format(answer=answer, others=others))


def run(context):
    import score

    section = Section("Few points, and ceilings seen early")
    forecast_rows(context, score, section)
    ceilings(context, section)
    stations(context, section)
    luohu(context, section)
    return section
