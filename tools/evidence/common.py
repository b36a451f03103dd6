"""What every scoreboard uses: the waymark program, digits, tables, verdicts."""

import io
import math
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
CAP = 11  # digits beyond which certified values say nothing


@dataclass
class Context:
    """Where things are, and how much to run."""

    data: Path
    program: Path
    quick: bool
    workers: int
    seconds: dict = field(default_factory=dict)

    def waymark(self, command, table, *options):
        """Runs the program on a table; returns what it printed as a table, and the seconds it took."""
        with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
            table.to_csv(file, index=False)
        arguments = [str(self.program), command, file.name, *map(str, options), "--format", "csv", "--quiet"]
        begin = time.perf_counter()
        done = subprocess.run(arguments, capture_output=True, text=True)
        seconds = time.perf_counter() - begin
        os.unlink(file.name)
        if not done.stdout.strip():
            return None, seconds, done.stderr.strip()
        frame = pd.read_csv(io.StringIO(done.stdout), keep_default_na=False, na_values=["", "nan", "NaN"])
        return frame, seconds, done.stderr.strip()

    def sample(self, items, most):
        """All items, or in a quick run at most so many, evenly spread."""
        return spread(items, most) if self.quick else list(items)


def spread(items, most):
    """At most so many of the items, evenly spread over their order."""
    items = list(items)
    if len(items) <= most:
        return items
    return [items[i * len(items) // most] for i in range(most)]


@dataclass
class Section:
    """What a scoreboard found: text, the goals it checks, and where a peer was better."""

    title: str
    text: str = ""
    checks: list = field(default_factory=list)  # (goal, measured, met)
    worse: list = field(default_factory=list)

    def check(self, goal, measured, met):
        self.checks.append((goal, measured, bool(met)))
        if not met:
            self.worse.append(f"goal missed: {goal}: {measured}")

    def add(self, text):
        self.text += text.rstrip() + "\n\n"


def digits(value, truth):
    """Log relative error: the correct digits, 0 to 11; absolute where the truth is 0."""
    if value is None or not math.isfinite(value):
        return 0.0
    error = abs(value - truth) / (abs(truth) or 1)
    return CAP if error == 0 else min(CAP, max(0.0, -math.log10(error)))


def relative(value, truth):
    if value is None or not math.isfinite(value):
        return math.inf
    return abs(value - truth) / abs(truth)


def markdown(header, rows):
    """A Markdown table; numbers are written with four digits unless they are texts already."""

    def cell(value):
        if isinstance(value, float):
            return "–" if not math.isfinite(value) else f"{value:.4g}"
        return str(value)

    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(map(cell, row)) + " |" for row in rows])
