#!/usr/bin/env python3
"""Ten real programmes, tracked year by year: the Brier score of what the log said, by years before the deadline.

    tools/evidence/tracking.py DATA [--program .build/release/waymark] [--keep FOLDER]

DATA has programmes/series.csv (series, measure, country, year, value). The rule, stated before any result: of each of
the ten kinds of series the first country by code with 15 consecutive years of positive values; its last 15 years; the
first five are in the scenario, the other ten come one a year through `waymark track`. The targets are 0.9, 1 and 1.1
times the last value in the last year: two come true and one does not.

Fails unless the score falls from ten years before the deadline to one.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

KNOWN, YEARS = 5, 15
FACTORS = {"low": 0.9, "same": 1.0, "high": 1.1}


def chosen(path):
    """The last years of the first country of each kind of series that has enough of them."""
    values = defaultdict(dict)
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            values[row["series"], row["measure"], row["country"]][int(row["year"])] = row["value"]
    found = {}
    for kind, measure, country in sorted(values):
        series = values[kind, measure, country]
        last = max(series)
        years = range(last - YEARS + 1, last + 1)
        if kind not in found and all(float(series.get(year, "0")) > 0 for year in years):
            found[kind] = (measure, country, [(year, series[year]) for year in years])
    return found


def scenario(kind, measure, country, points):
    known = ", ".join(f"{year}: {value}" for year, value in points[:KNOWN])
    last_year, last = points[-1]
    targets = "\n".join(f"  {name}: {{of: amount, at_least: {factor * float(last)!r}, in: {last_year}}}"
                        for name, factor in FACTORS.items())
    return f"""waymark: 1
scenario: {kind} of {country}
time: {{start: {points[0][0]}, end: {last_year}, step: year}}
indicators:
  amount:
    kind: output
    measure: {"flow" if measure == "flow" else "stock"}
    history: {{{known}}}
    growth: auto
targets:
{targets}
simulation: {{paths: 10_000, seed: 1}}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--program", type=Path, default=Path(__file__).resolve().parents[2] / ".build/release/waymark")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    series = chosen(options.data / "programmes/series.csv")
    for kind, (measure, country, points) in series.items():
        (folder / f"{kind}.yaml").write_text(scenario(kind, measure, country, points), encoding="utf-8")
        (folder / f"{kind}.track.csv").unlink(missing_ok=True)
        # One plan at a time: their last years differ.
        for year, value in points[KNOWN:]:
            subprocess.run([options.program, "track", folder / f"{kind}.yaml", "--add", f"amount.{year}={value}",
                            "--as-of", f"{year}-12-31", "--no-levels", "--out", folder / "last", "--files", "csv", "--quiet"], check=True)
    files = [folder / f"{kind}.yaml" for kind in series]
    text = subprocess.run([options.program, "track", *files, "--resolve", "--language", "en", "--out", folder / "all"],
                          check=True, capture_output=True, text=True, env={"COLUMNS": "100"}).stdout
    print(text[text.index("How good"):])
    by_lead = defaultdict(list)
    with open(folder / "all/resolved.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            by_lead[round(float(row["years_ahead"]))].append(float(row["brier"]))
    means = {lead: sum(scores) / len(scores) for lead, scores in sorted(by_lead.items(), reverse=True)}
    for lead, mean in means.items():
        print(f"{lead:2d} years before: {mean:.3f} ({len(by_lead[lead])} probabilities)")
    early = [mean for lead, mean in means.items() if lead >= 7]
    late = [mean for lead, mean in means.items() if 1 <= lead <= 3]
    if not sum(late) / len(late) < sum(early) / len(early):
        sys.exit("the score does not fall as observations come")


if __name__ == "__main__":
    main()
