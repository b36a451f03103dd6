"""Forecasts of M1, M3, panels and adoption series beside Naive, AutoETS, AutoTheta, AutoARIMA and Prophet."""

import numpy as np

import peers
from common import Section, markdown, spread
from forecast_data import sets

PEERS = ("Naive", "AutoETS", "AutoTheta", "AutoARIMA")
PROPHET_SETS, PROPHET_MOST = ("M1", "panels"), 200
GOAL_SETS = ("M1", "panels")
# Published results on the same or a neighbouring task: (set, method, sMAPE, MASE, source).
PUBLISHED = (
    ("M3 yearly, 645 series, test values", "RBF", "16.42", "2.72", "Makridakis and Hibon 2000, IJF 16:451; scored again from the published forecasts"),
    ("M3 yearly, 645 series, test values", "Robust-Trend", "17.03", "2.63", "the same"),
    ("M3 yearly, 645 series, test values", "Theta", "16.97", "2.81", "the same (the paper says 16.90)"),
    ("M3 yearly, 645 series, test values", "ForecastPro", "17.27", "3.03", "the same"),
    ("M3 yearly, 645 series, test values", "B-J automatic", "17.73", "3.17", "the same"),
    ("M3 yearly, 645 series, test values", "Naive2", "17.88", "3.17", "the same"),
    ("M4 yearly, 23,000 series", "ES-RNN (winner)", "13.18", "2.98", "Makridakis et al. 2020, IJF 36:54; 95 % intervals miss by 0.003"),
    ("M4 yearly, 23,000 series", "Theta-Box-Cox (Legaki and Koutsouri)", "13.37", "3.01", "the same"),
    ("M4 yearly, 23,000 series", "Theta", "14.59", "3.38", "the same"),
    ("M4 yearly, 23,000 series", "Naive", "16.34", "3.97", "the same; 95 % intervals miss by 0.234"),
)


def scores(windows, forecasts):
    """Means over series of the means over steps; None if a forecast is missing."""
    smape, mase, msis, logs, cover, brier, missing = {}, [], [], [], {l: [] for l in peers.LEVELS}, [], 0
    for w in windows:
        f = forecasts.get(w.name)
        if f is None or not np.isfinite(f.point[: len(w.future)]).all():
            missing += 1
            continue
        h = len(w.future)
        y, point = np.array(w.future) / w.last, f.point[:h]
        scale = np.abs(np.diff(np.array(w.known) / w.last)).mean()
        smape[w.name] = (200 * np.abs(y - point) / np.maximum(np.abs(y) + np.abs(point), 1e-12)).mean()
        logs.extend(np.abs(np.log(np.maximum(point, 1e-6) / np.maximum(y, 1e-6))))
        low, high = f.low[95][:h], f.high[95][:h]
        if scale > 0:
            mase.append((np.abs(y - point) / scale).mean())
            msis.append(((high - low) + 40 * np.maximum(low - y, 0) + 40 * np.maximum(y - high, 0)).mean() / scale)
        for level in peers.LEVELS:
            cover[level].extend((f.low[level][:h] <= y) & (y <= f.high[level][:h]))
        for x in peers.THRESHOLDS:
            brier.extend((f.reach[x][:h] - (y >= x)) ** 2)
    return {"each": smape, "smape": np.mean(list(smape.values())), "mase": np.mean(mase), "msis": np.mean(msis), "median_log": np.median(logs),
            "cover80": np.mean(cover[80]), "cover95": np.mean(cover[95]), "brier": np.mean(brier), "missing": missing}


HEADER = ["method", "sMAPE", "less ours", "MASE", "MSIS", "80 % covers", "95 % covers", "median abs. log error", "Brier", "seconds"]


def less_ours(each, ours):
    """The mean difference of sMAPE from ours over the series that both have, with its standard error."""
    d = np.array([each[k] - ours[k] for k in each if k in ours])
    return f"{d.mean():+.2f} ± {d.std(ddof=1) / np.sqrt(len(d)):.2f}"


def table(results, windows):
    """The Markdown table of all methods on the windows, and their scores."""
    found = {m: scores(windows, forecasts) for m, (forecasts, _) in results.items()}
    rows = []
    for method, s in found.items():
        note = f" ({s['missing']} series failed)" if s["missing"] else ""
        less = "" if method == "waymark" else less_ours(s["each"], found["waymark"]["each"])
        rows.append([method + note, f"{s['smape']:.2f}", less, f"{s['mase']:.3f}", f"{s['msis']:.1f}", f"{s['cover80']:.1%}",
                     f"{s['cover95']:.1%}", f"{s['median_log']:.4f}", f"{s['brier']:.4f}", f"{results[method][1]:.2f}"])
    return markdown(HEADER, rows), found


def cases(windows, forecasts):
    """Probability of reaching each level at each step, and whether it was reached."""
    p, hit = [], []
    for w in windows:
        y = np.array(w.future) / w.last
        for x in peers.THRESHOLDS:
            p.extend(forecasts[w.name].reach[x][: len(y)])
            hit.extend(y >= x)
    return np.array(p), np.array(hit, float)


def reliability(p, hit):
    """Rows (range, cases, mean probability, observed share, difference) of the ten bins."""
    bins = np.minimum((p * 10).astype(int), 9)
    rows = []
    for b in range(10):
        mine = bins == b
        if mine.any():
            rows.append((f"{b / 10:.1f} – {(b + 1) / 10:.1f}", int(mine.sum()), p[mine].mean(), hit[mine].mean()))
    return rows


def run(context):
    section = Section("Forecasts")
    section.add("sMAPE and MASE are means over series of the means over steps (Makridakis et al. 2018), of our median and the peers' point "
                "forecast; `less ours` is the mean difference of sMAPE from ours with the standard error over windows "
                "(negative: the peer is better); MSIS of the 95 % interval; Brier over the probabilities of being at least at 1, 1.1, 1.25, 1.5 and 2 times the "
                "last known value at each step (peers: normal law of their 95 % interval, Prophet: its sample). Peers run with their "
                "defaults, `season_length=1`, Naive where a series is too short for them (AutoETS is then Naive's row); Prophet without seasons. Seconds are those of "
                "one call for all series, starting and compiling included. All values were divided by the last known one first, for all methods (ours scales with its unit). "
                "Our forecaster runs with `--kind any`. Its prior weights were chosen on the M3 training values and on 60 % of the countries, areas and adoption series (docs/decisions/0007), and what it says of few points was learnt from the same (0026), so M3 and a part of the panels and of adoption are not new to it; M1 is. Those of the peers were not chosen on this folder.")
    pooled = {}
    for name, (what, windows) in sets(context).items():
        results = {"waymark": peers.waymark(context, windows)}
        results.update(peers.statsforecast(context, windows, PEERS))
        sample = spread(windows, 20 if context.quick else PROPHET_MOST) if name in PROPHET_SETS else []
        prophet = peers.prophet(sample) if sample else None
        if len(sample) == len(windows):
            results["Prophet"] = prophet
        text, all_scores = table(results, windows)
        section.add(f"### {name}\n\n{what}: {len(windows)} windows.\n\n{text}")
        mine = all_scores["waymark"]
        compare(section, name, all_scores)
        pooled[name] = cases(windows, results["waymark"][0])
        sampled = all_scores
        if sample and len(sample) < len(windows):
            text, sampled = table({**results, "Prophet": prophet}, sample)
            section.add(f"With Prophet, every method on the same {len(sample)} windows (seconds of the others: all windows).\n\n{text}")
            compare(section, f"{name}, sample of {len(sample)}", {k: sampled[k] for k in ("waymark", "Prophet")})
        if name in GOAL_SETS:
            for measure, label in (("smape", "sMAPE"), ("mase", "MASE")):
                others = {m: s[measure] for m, s in all_scores.items() if m not in ("waymark", "Naive", "Prophet")}
                best = min(others, key=others.get)
                section.check(f"{name}: {label} below AutoETS, AutoTheta and AutoARIMA", f"{mine[measure]:.3f}, best peer {best} {others[best]:.3f}",
                              mine[measure] < others[best])
                if sample:
                    a, b = sampled["waymark"][measure], sampled["Prophet"][measure]
                    section.check(f"{name}: {label} below Prophet", f"{a:.3f}, Prophet {b:.3f}", a < b)
        if name in ("M1", "M3", "M3 rolling", "panels", "adoption"):
            section.check(f"{name}: 80 % intervals cover 76 – 84 %", f"{mine['cover80']:.1%}", 0.76 <= mine["cover80"] <= 0.84)
            section.check(f"{name}: 95 % intervals cover 92 – 97 %", f"{mine['cover95']:.1%}", 0.92 <= mine["cover95"] <= 0.97)
    probabilities(section, pooled)
    section.add("### Published results\n\nFor orientation; the M3 ones are on the test values, which are not in the data folder, ours above hold "
                "out the end of the training values. The Makridakis et al. (1982) tables of M1 give MAPE and do not compare.\n\n"
                + markdown(["series", "method", "sMAPE", "MASE", "source"], [list(p) for p in PUBLISHED]))
    return section


def compare(section, name, all_scores):
    """Names every peer that is better in a measure."""
    labels = (("smape", "sMAPE"), ("mase", "MASE"), ("msis", "MSIS"), ("brier", "Brier"), ("median_log", "median abs. log error"))
    for measure, label in labels:
        better = [f"{m} {s[measure]:.4g}" for m, s in all_scores.items() if m != "waymark" and s[measure] < all_scores["waymark"][measure]]
        if better:
            section.worse.append(f"forecasts, {name}: {label} {all_scores['waymark'][measure]:.4g}, better: {', '.join(better)}")


def probabilities(section, pooled):
    """Reliability bins over sets that share no window: each series counts in one of them."""
    section.add("### Probability of reaching a level\n\nBins of the probability, with its mean, the share that was reached, and how many cases. "
                "A case is one level at one step of one window, so cases of a window hang together.")
    worst, count = None, 0
    groups = {"M1, M3 rolling, panels": ("M1", "M3 rolling", "panels"), "M1": ("M1",), "M3 rolling": ("M3 rolling",), "panels": ("panels",)}
    bins = {}
    for title, names in groups.items():
        parts = [pooled[n] for n in names if n in pooled]
        if not parts:
            continue
        p, hit = np.concatenate([a for a, _ in parts]), np.concatenate([b for _, b in parts])
        base = hit.mean() * (1 - hit.mean())
        section.add(f"{title}: Brier {((p - hit) ** 2).mean():.4f}, of always saying the share reached {base:.4f}.")
        for label, n, mean, share in reliability(p, hit):
            bins.setdefault(label, {})[title] = f"{mean:.3f} → {share:.3f} ({n:,})"
            if len(names) > 1 and n >= 1000:
                count += 1
                if worst is None or abs(mean - share) > abs(worst[1] - worst[2]):
                    worst = (label, mean, share)
    section.add(markdown(["bin", *groups], [[label, *(cells.get(t, "–") for t in groups)] for label, cells in sorted(bins.items())]))
    if worst:
        section.check("P(reach) within 0.05 of the observed share in each bin of 0.1 with 1,000 cases",
                      f"worst of {count} bins: {worst[0]}, {worst[1]:.3f} said, {worst[2]:.3f} observed", abs(worst[1] - worst[2]) <= 0.05)
