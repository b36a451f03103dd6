#!/usr/bin/env python3
"""Runs the peers beside Waymark, interleaved, and writes docs/peers.md.

    python3 benchmarks/peers/run.py [--only W1a,W2] [--rounds 5] [--workers 1] [--paths N] [--python PYTHON] [--out FILE]

A peer that is not installed is left out with the reason. Standard library only.
"""

import argparse
import csv
import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
BUILD = ROOT / ".build/peers"
OURS = ROOT / ".build/release/waymark"
COLUMNS = ("workload", "program", "precision", "workers", "seconds", "ns_per_unit", "unit", "check")
LIMIT = 600  # seconds a run may take
INSTRUCTION_SETS = ("v4", "v3", "baseline")

TITLES = {
    "W1a": "W1a: one indicator, 1,000,000 paths of 60 periods; ns per path and period",
    "W1": "W1: three indicators (growth, births and deaths, a queue), 60 periods; ns per path and period",
    "W2-logistic": "W2: 10,000 logistic fits with covariance; µs per fit",
    "W2-gompertz": "W2: 10,000 Gompertz fits with covariance; µs per fit",
    "W3": "W3: 1,000 points, each 10,000 paths of 40 periods with common random numbers; ns per path and period",
}


@dataclass
class Peer:
    workload: str
    source: str
    variant: str = ""
    modules: tuple = ()  # Python distributions it needs
    paths: int = 1_000_000
    flags: tuple = ()  # for the compiler
    package: str = ""  # Debian package to name when it does not compile
    compilers: tuple = ("clang++", "g++")
    parallel: bool = True

    @property
    def name(self):
        return f"{self.source} {self.variant}".strip()

    @property
    def binary(self):
        return BUILD / self.name.replace(" ", "_").replace(".cpp", "")


def python(workload, source, *modules, variants=("",), **more):
    return [Peer(workload, source, variant, ("numpy", *modules), **more) for variant in variants]


def by_hand(workload, source, *flags, variant=""):
    return Peer(workload, source, variant, flags=("-mprefer-vector-width=512", *flags))


def fits(make, *arguments, **more):
    return [make(workload, *arguments, **more) for workload in ("W2-logistic", "W2-gompertz")]


CERES = ("-I/usr/include/eigen3", "-lceres", "-lglog")
FEWER = 200_000  # paths of W1 in Python; the time is linear in them
GNU = ("g++", "clang++")  # libstdc++'s distributions run twice as fast compiled by g++
PEERS = [
    by_hand("W1a", "w1a_avx512.cpp", "-DREAL=double", variant="f64"),
    by_hand("W1a", "w1a_avx512.cpp", "-DREAL=float", variant="f32"),
    Peer("W1a", "w1a_plain.cpp", compilers=GNU),
    *python("W1a", "w1a_numpy.py", variants=("f64", "f32")),
    *python("W1a", "w1a_numba.py", "numba", variants=("idiomatic", "blocked", "polynomial")),
    *python("W1a", "w1a_jax.py", "jax", variants=("threefry2x32", "unsafe_rbg")),
    *python("W1a", "w1a_torch.py", "torch"),
    by_hand("W1", "w1_avx512.cpp"),
    Peer("W1", "w1_plain.cpp", compilers=GNU),
    *python("W1", "w1_numpy.py", paths=FEWER),
    *python("W1", "w1_numba.py", "numba", variants=("library", "inversion"), paths=FEWER),
    *fits(by_hand, "w2_avx512.cpp"),
    *fits(Peer, "w2_gsl.cpp", flags=("-lgsl", "-lgslcblas"), package="libgsl-dev"),
    *fits(Peer, "w2_ceres.cpp", flags=CERES, package="libceres-dev"),
    *fits(Peer, "w2_ceres.cpp", "tiny", flags=("-DTINY", *CERES), package="libceres-dev"),
    *fits(Peer, "w2_numba.py", modules=("numpy", "numba")),
    *fits(Peer, "w2_scipy.py", "differences", modules=("numpy", "scipy"), parallel=False),
    *fits(Peer, "w2_scipy.py", "jacobian", modules=("numpy", "scipy"), parallel=False),
    *fits(Peer, "w2_lmfit.py", modules=("numpy", "lmfit"), parallel=False),
    by_hand("W3", "w3_avx512.cpp"),
    *python("W3", "w3_numpy.py", variants=("f64", "f32")),
    *python("W3", "w3_numba.py", "numba", variants=("idiomatic", "polynomial")),
    *python("W3", "w3_jax.py", "jax"),
    *python("W3", "w3_ema.py", "ema_workbench"),
]


class Skipped(Exception):
    """Why a program is left out."""


def compiled(peer):
    """The peer's binary, newer than its sources."""
    compiler = os.environ.get("CXX") or next(filter(shutil.which, peer.compilers), None)
    if compiler is None:
        raise Skipped("no C++ compiler: apt-get install g++")
    if "avx512" in peer.source and "avx512dq" not in cpu("flags"):
        raise Skipped("the processor has no AVX-512")
    newest = max(file.stat().st_mtime for file in [*FOLDER.glob("*.[ch]pp"), Path(__file__)])
    if peer.binary.exists() and peer.binary.stat().st_mtime > newest:
        return peer.binary
    libraries = [flag for flag in peer.flags if flag.startswith("-l")]
    flags = [flag for flag in peer.flags if not flag.startswith("-l")]
    command = [compiler, "-std=c++20", "-O3", "-march=native", *flags, str(FOLDER / peer.source), "-o", str(peer.binary)]
    done = subprocess.run([*command, "-pthread", *libraries], capture_output=True, text=True)
    if done.returncode != 0:
        first = next((line for line in done.stderr.splitlines() if "error" in line), "does not compile")
        raise Skipped(f"apt-get install {peer.package}" if peer.package else first)
    return peer.binary


def command_of(peer, arguments, installed):
    if arguments.workers > 1 and not peer.parallel:
        raise Skipped("runs on one worker only")
    if peer.source.endswith(".cpp"):
        command = [str(compiled(peer))]
    else:
        missing = [module for module in peer.modules if module not in installed]
        if missing:
            raise Skipped(f"pip install {' '.join(missing)}")
        command = [arguments.python, str(FOLDER / peer.source)] + (["--variant", peer.variant] if peer.variant else [])
    paths = arguments.paths or peer.paths
    return command + ["--workload", peer.workload, "--paths", str(paths), "--workers", str(arguments.workers)]


def peer_rows(command, number):
    text = output_of(command + ["--seed", str(number)])
    return [dict(zip(COLUMNS, row)) for row in csv.reader(text.splitlines()) if len(row) == len(COLUMNS)]


def our_rows(command, isa):
    """Rows of `waymark bench`; its W2 has one row for each curve."""
    if not OURS.exists():
        raise Skipped("build it: swift build -c release")
    rows = list(csv.DictReader(output_of([*command, "--isa", isa]).splitlines()))
    if not rows or not all(row.get("ns_per_unit") for row in rows):
        raise Skipped("this build's bench prints no ns_per_unit")
    for row in rows:
        curve = next((name for name in ("logistic", "gompertz") if name in row["workload"].lower()), None)
        row |= {"program": f"waymark {isa}", "precision": "f64"} | ({"workload": f"W2-{curve}"} if curve else {})
    return rows


def output_of(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, cwd=ROOT)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Skipped(str(problem)) from None
    if done.returncode != 0:
        raise Skipped(([line for line in done.stderr.splitlines() if line.strip()] or ["failed without a word"])[-1])
    if done.stderr.strip() and "fail" in done.stdout:
        print(done.stderr.strip(), file=sys.stderr)
    return done.stdout


def programs(arguments, installed, skipped):
    """Name and a function from the number of a round to rows, for ours and every peer that can run."""
    wanted = arguments.only.split(",") if arguments.only else list(TITLES)
    taken = [title for title in TITLES if any(title == name or title.startswith(name + "-") for name in wanted)]
    found = []
    for workload in taken:
        command = [str(OURS), "bench", "--workload", workload.split("-")[0], "--workers", str(arguments.workers),
                   "--repeat", "1", "--format", "csv"]
        if arguments.paths and workload in ("W1a", "W1"):
            command += ["--paths", str(arguments.paths)]
        for isa in INSTRUCTION_SETS if workload != "W2-gompertz" else ():
            found.append((workload, f"waymark {isa}", lambda _, c=command, i=isa: our_rows(c, i)))
        for peer in PEERS:
            if peer.workload != workload:
                continue
            try:
                command = command_of(peer, arguments, installed)
                found.append((workload, peer.name, lambda number, c=command: peer_rows(c, number)))
            except Skipped as reason:
                skipped[workload, peer.name] = str(reason)
    return found


def interleaved(arguments, found, skipped):
    """{workload: {(program, precision): {round: (ns per unit, check)}}}"""
    measured = defaultdict(lambda: defaultdict(dict))
    for number in range(1, arguments.rounds + 1):
        for workload, name, rows in found if number % 2 else reversed(found):
            if (workload, name) in skipped:
                continue
            # Without the fused instruction a workload takes a minute (decision 0047): once is enough to say so.
            if name == "waymark baseline" and number > 1:
                continue
            try:
                for row in rows(number):
                    key = row["program"], row["precision"]
                    measured[row["workload"]][key][number] = float(row["ns_per_unit"]), row.get("check", "")
                    print(number, *(row.get(column, "") for column in COLUMNS), sep=",", flush=True)
            except Skipped as reason:
                skipped[workload, name] = ("missing: " if name.startswith("waymark") else "") + str(reason)
                print(f"{workload} {name} left out: {reason}", file=sys.stderr)
    return measured


def table(workload, runs):
    scale = 1000 if workload.startswith("W2") else 1
    reference = runs.get((f"waymark {INSTRUCTION_SETS[0]}", "f64"), {})
    lines = [f"\n## {TITLES[workload]}\n", "| program | precision | min | median | max | times ours | statistics |",
             "|---|---|--:|--:|--:|--:|---|"]
    rows = []
    for (program, precision), rounds in runs.items():
        values = [ns / scale for ns, _ in rounds.values()]
        ratios = [ns / reference[number][0] for number, (ns, _) in rounds.items() if number in reference]
        times = f"{digits(statistics.median(ratios))} ({digits(min(ratios))} – {digits(max(ratios))})" if ratios else "–"
        check = "agree" if all(check == "pass" for _, check in rounds.values()) else "**do not agree**"
        numbers = min(values), statistics.median(values), max(values)
        rows.append((numbers[1], f"| {program} | {precision} | {' | '.join(map(digits, numbers))} | {times} | {check} |"))
    return "\n".join(lines + [line for _, line in sorted(rows)])


def digits(value):
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def cpu(field):
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith(field))
    except (OSError, StopIteration):
        return platform.machine()


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout.splitlines()[0].strip()
    except (OSError, IndexError):
        return f"{command[0]}: none"


def distributions(interpreter):
    """{name: version} of what the peers' Python has."""
    listing = "import importlib.metadata as m\nfor d in m.distributions(): print(d.metadata['Name'].lower(), d.version)"
    done = subprocess.run([interpreter, "-c", listing], capture_output=True, text=True)
    return dict(line.split() for line in done.stdout.splitlines())


def page(arguments, measured, skipped, installed):
    used = sorted({module for peer in PEERS for module in peer.modules} & set(installed))
    versions = [f"{name} {installed[name]}" for name in used]
    versions += [first_line("dpkg-query", "-W", "-f", "${Package} ${Version}\n", name) for name in ("libgsl-dev", "libceres-dev")]
    options = [f"{name.upper()}={value}" for name, value in vars(arguments).items()
               if name in ("paths", "rounds", "only", "workers") and value]
    text = ["# Beside other programs\n",
            f"Written by `make bench-peers {' '.join(options)}`; do not edit. What each program does and why it is fair: "
            "[benchmarks/peers](../benchmarks/peers/README.md).\n",
            f"- {datetime.date.today().isoformat()}, commit {first_line('git', 'rev-parse', '--short', 'HEAD')}",
            f"- {cpu('model name')}, {os.cpu_count()} cores; {arguments.workers} worker(s) each",
            f"- {first_line(arguments.python, '--version')}, {', '.join(versions)}",
            f"- {first_line('clang++', '--version')}; {first_line('g++', '--version')}; {first_line('swift', '--version')}",
            f"- {arguments.rounds} rounds, all programs in turn in each (the baseline in the first). `times ours`: median (least – greatest) of the ratio to "
            "`waymark v4` in the same round. Compiling and starting are not timed."]
    text += [table(workload, measured[workload]) for workload in TITLES if workload in measured]
    if skipped:
        text += ["\n## Left out\n"] + [f"- {workload} {name}: {reason}" for (workload, name), reason in skipped.items()]
    return "\n".join(text) + "\n"


def main():
    own = BUILD / "venv/bin/python"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="workloads, with commas: W1a, W1, W2, W3")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--paths", type=int, help="paths of W1a and W1")
    parser.add_argument("--python", default=str(own) if own.exists() else "python3", help="interpreter that has the peers")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/peers.md")
    arguments = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)

    installed, skipped = distributions(arguments.python), {}
    if not (BUILD / "w2_gompertz.bin").exists():
        subprocess.run([sys.executable, str(FOLDER / "w2_generate.py"), str(BUILD)], check=True)
    found = programs(arguments, installed, skipped)
    measured = interleaved(arguments, found, skipped)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(page(arguments, measured, skipped, installed), encoding="utf-8")
    print(f"wrote {arguments.out}")


if __name__ == "__main__":
    main()
