"""Births, deaths and stocks of enterprises by British area, from two or three years, beside the naive forecast; ours with `--kind count` for stocks and
`--kind flow` for what a year counts."""

import numpy as np
import pandas as pd

import peers
from common import Section, markdown
from forecast_data import Window


def cut(groups, known, ahead):
    out = []
    for (measure, area), group in groups:
        group = group.sort_values("year")
        t, y = group.year.to_numpy(float), group["count"].to_numpy(float)
        if len(y) < known + ahead or (y[: known + ahead] <= 0).any() or not np.allclose(np.diff(t), 1):
            continue
        out.append((measure, Window(f"{measure} {area}", tuple(t[:known]), tuple(y[:known]), tuple(y[known:known + ahead]))))
    return out


def errors(window, forecast):
    h = len(window.future)
    return np.abs(np.log(np.maximum(forecast.point[:h], 1e-6) * window.last / np.array(window.future)))


def run(context):
    section = Section("Counts of enterprises")
    table = pd.read_csv(context.data / "panels/uk_enterprises_half_of_areas_to_2022.csv")
    groups = context.sample(table.groupby(["measure", "area"]), 60)
    section.add("Median absolute log error of each method over naive's, births, deaths and active enterprises by area; series of four years, "
                "2019 to 2022, so two or three are known. AutoETS and AutoTheta fall back on Naive where they refuse so few.")
    rows, ratios = [], {}
    for known, ahead in ((3, 1), (2, 2)):
        cases = cut(groups, known, ahead)
        windows = [w for _, w in cases]
        ours, seconds = {}, 0.0
        for kind in ("count", "flow"):
            found, took = peers.waymark(context, [w for m, w in cases if (m == "active") == (kind == "count")], kind=kind)
            ours, seconds = ours | found, seconds + took
        others = peers.statsforecast(context, windows, ("Naive", "AutoETS", "AutoTheta"))
        answers = {"waymark": ours, **{k: v[0] for k, v in others.items()}}
        for measure in ("births", "deaths", "active", "all"):
            mine = [w for m, w in cases if measure in (m, "all")]
            medians = {k: float(np.median(np.concatenate([errors(w, f[w.name]) for w in mine]))) for k, f in answers.items()}
            naive = medians["Naive"]
            cover = {l: np.mean([(ours[w.name].low[l][i] * w.last <= y) & (y <= ours[w.name].high[l][i] * w.last)
                                 for w in mine for i, y in enumerate(w.future)]) for l in peers.LEVELS}
            rows.append([f"{known} known, {ahead} ahead", measure, len(mine), f"{naive:.4f}", f"{medians['waymark'] / naive:.3f}",
                         f"{medians['AutoETS'] / naive:.3f}", f"{medians['AutoTheta'] / naive:.3f}", f"{cover[80]:.1%}", f"{cover[95]:.1%}"])
            ratios.setdefault(measure, []).append(medians["waymark"] / naive)
            if measure != "all":
                better = [f"{k} {medians[k]:.4f}" for k in ("Naive", "AutoETS", "AutoTheta") if medians[k] < 0.999 * medians["waymark"]]
                if better:
                    section.worse.append(f"enterprises, {known} years known, {measure}: median absolute log error {medians['waymark']:.4f}, "
                                         f"better: {', '.join(better)}")
        section.add(f"{known} years known: {len(windows)} series, waymark {seconds:.2f} s, AutoETS {others['AutoETS'][1]:.2f} s.")
    section.add(markdown(["task", "measure", "series", "naive", "waymark / naive", "AutoETS / naive", "AutoTheta / naive", "80 % covers", "95 % covers"], rows))
    for measure, both in ratios.items():
        section.check(f"Enterprise counts, {measure}: median absolute log error at most 1.02 × naive",
                      f"{both[0]:.3f} from three years, {both[1]:.3f} from two", max(both) <= 1.02)
    return section
