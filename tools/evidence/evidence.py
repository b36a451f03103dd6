#!/usr/bin/env python3
"""Runs every scoreboard on a data folder and writes docs/evidence.md.

    python3 tools/evidence/evidence.py DATA [--quick] [--only NAME,…] [--workers N] [--out FILE]

`make evidence DATA=folder` installs the pinned peers first.
"""

import argparse
import datetime
import importlib
import importlib.metadata
import os
import platform
import subprocess
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BOARDS = ("few_points", "nist_nonlinear", "nist_linear", "r_references", "bass", "adoption", "forecasts", "enterprises", "experiments")
PACKAGES = ("numpy", "scipy", "pandas", "lmfit", "statsforecast", "prophet", "ema_workbench", "SALib")


def processor():
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def output(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout.strip().splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def heading(arguments, program, seconds):
    versions = ", ".join(f"{p} {importlib.metadata.version(p)}" for p in PACKAGES)
    text = ["# Evidence\n",
            "Waymark beside other programs, on public data. Written by `make evidence DATA=folder`"
            + (" (**quick run: a part of the series only**)" if arguments.quick else "") + "; do not edit.\n",
            f"- {datetime.date.today().isoformat()}, commit {output('git', 'rev-parse', '--short', 'HEAD')}, {output(str(program), '--version')}",
            f"- {processor()}, {os.cpu_count()} cores, {arguments.workers} workers for ours and the peers; {seconds / 60:.1f} minutes in all",
            f"- Python {platform.python_version()}, {versions}; R: {output('Rscript', '--version')}",
            "- What each scoreboard does: [tools/evidence/README.md](../tools/evidence/README.md)\n"]
    return "\n".join(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--quick", action="store_true", help="fewer series")
    parser.add_argument("--only", help="names of scoreboards, with commas")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--out", type=Path, default=ROOT / "docs/evidence.md")
    parser.add_argument("--program", type=Path, default=ROOT / ".build/release/waymark")
    arguments = parser.parse_args()
    # The peers' linear algebra would otherwise start a thread a core in each of their processes.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["NIXTLA_ID_AS_COL"] = "1"
    sys.path.append(str(ROOT / "benchmarks/peers"))
    from common import Context, Section, markdown

    context = Context(arguments.data, arguments.program.resolve(), arguments.quick, arguments.workers)
    names = arguments.only.split(",") if arguments.only else BOARDS
    begin, sections, times = time.perf_counter(), [], []
    for name in names:
        clock = time.perf_counter()
        try:
            section = importlib.import_module(name).run(context)
        except FileNotFoundError as error:
            section = Section(name, f"Not run: {Path(error.filename or '').name} is not in the data folder.")
        except Exception as error:  # one scoreboard that fails must not lose the others
            traceback.print_exc()
            section = Section(name, f"Failed: {type(error).__name__}: {error}")
            section.worse.append(f"the scoreboard {name} failed: {error}")
        sections.append(section)
        times.append((name, time.perf_counter() - clock))
        print(f"{name}: {times[-1][1]:.1f} s", file=sys.stderr)
    text = heading(arguments, arguments.program, time.perf_counter() - begin)
    worse = sorted((w for s in sections for w in s.worse), key=lambda w: not w.startswith("goal missed"))
    text += "\n## What is worse\n\n" + ("\n".join(f"- {w}" for w in worse) if worse else "Nothing that was measured.") + "\n"
    checks = [c for s in sections for c in s.checks]
    text += "\n## Goals\n\n" + markdown(["goal", "measured", "met"], [[g, m, "yes" if met else "**no**"] for g, m, met in checks]) + "\n"
    for section in sections:
        text += f"\n## {section.title}\n\n{section.text.rstrip()}\n"
    text += "\n## Time of the scoreboards\n\n" + markdown(["scoreboard", "seconds"], [[n, f"{s:.0f}"] for n, s in times]) + "\n"
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(text)
    print(f"wrote {arguments.out}: {sum(m for *_, m in checks)} of {len(checks)} goals met", file=sys.stderr)


if __name__ == "__main__":
    main()
