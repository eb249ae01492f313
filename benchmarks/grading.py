"""How fast a class is graded: python benchmarks/grading.py [--count N] [--many N]

Prints, measured in one run on the same submissions (every exercise in one notebook, right and wrong
ones in turn):

- submissions a second, start-up and all pages counted, and CPU milliseconds each;
- the ratio to nbclient, which runs the same notebooks in a kernel each;
- the ratio to the floor: one warm process that forks for every submission, executes its cells, calls
  the functions on the same cases, sends the results over a pipe and compares them, with no isolation,
  no diagnosis, no second try and no pages;
- the peak memory of the grader for a small and for a large class.
"""

import argparse
import contextlib
import ctypes
import io
import json
import os
import pickle
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy: a thread more would be a thread in the way

import numpy as np  # noqa: E402

from dnn_helpers import judge  # noqa: E402
from dnn_helpers.authoring import notebooks  # noqa: E402
from dnn_helpers.exercises import EXERCISES  # noqa: E402

SEED = 3
SLIPS = [("", ""), ("+ b", "- b"), ("np.maximum(0, Z)", "np.abs(Z)"), ("1 - AL", "1 + AL"), ("/ m", "")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=300, help="submissions to grade (300)")
    parser.add_argument("--many", type=int, default=2000, help="submissions of the large class (2000)")
    options = parser.parse_args()
    adopt_orphans()
    # As where it is installed: with compiled modules, whatever this shell is set to.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), options.count)
        memory(Path(folder), options.many)


def compare(folder, count):
    """Speed against nbclient and against the floor."""
    kinds = whole_notebooks()
    for label, some in (("right ones only", kinds[:1]), ("four of five with a slip or more", kinds)):
        print(
            f"{count} submissions of {len(EXERCISES)} exercises, {os.cpu_count()} cores, all pages: {label}"
        )
        compare_one(folder / label.replace(" ", "_"), count, some)


def compare_one(folder, count, kinds):
    folder.mkdir()
    klass = made_class(folder / "class", count, kinds)
    files = sorted(klass.iterdir())
    fork = [cpu_of(lambda: forked(files)) / count for _ in range(3)]
    graded = [grade(klass, folder / f"out{number}") for number in range(3)]
    few = files[: max(3, count // 20)]
    kernel_wall, kernel_cpu = nbclient(few)
    wall = statistics.median(wall for wall, _, _ in graded)
    cpu = statistics.median(cpu for _, cpu, _ in graded) / count
    floor = statistics.median(fork)
    print(f"  graded     {count / wall:8.1f} a second   {1e3 * cpu:8.1f} CPU ms each")
    print(f"  floor                           {1e3 * floor:8.1f} CPU ms each   x floor    {cpu / floor:6.2f}")
    print(
        f"  nbclient   {1 / kernel_wall:8.1f} a second   {1e3 * kernel_cpu:8.1f} CPU ms each   "
        f"x nbclient {kernel_cpu / cpu:6.1f} (CPU), {kernel_wall / (wall / count):.1f} (time, one "
        "after the other)"
    )


def memory(folder, many):
    """Peak memory for a small and a large class of short notebooks."""
    short = [["import numpy as np", "def relu(Z):\n    return np.maximum(0, Z), Z"]]
    peaks = {}
    for count in (many // 10, many):
        klass = made_class(folder / f"short{count}", count, short)
        wall, _, peaks[count] = grade(klass, folder / f"marks{count}")
        print(f"{count:6} short submissions: {count / wall:6.1f} a second, peak memory {peaks[count]:.0f} MB")
    small, large = peaks.values()
    print(f"  ten times the submissions, {large / small:.2f} times the memory")


def whole_notebooks():
    """The cells of complete notebooks, each exercise and a cell that uses it: right, and with slips."""
    cells = ["import numpy as np"]
    for path in notebooks.solved_paths():
        for cell in notebooks.read(path).cells:
            name = cell.cell_type == "code" and notebooks.exercise_of(cell)
            if name:
                cells.append(re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", cell.source))
                cells.append(f"print({name}.__name__, 'is written')")
    cells = [cell.replace("steps(num_iterations, costs)", "range(num_iterations)") for cell in cells]
    return [[cell.replace(old, new) if old else cell for cell in cells] for old, new in SLIPS]


def made_class(folder, count, kinds):
    folder.mkdir()
    for number in range(count):
        cells = [
            {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
            for source in kinds[number % len(kinds)]
        ]
        notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
        (folder / f"learner{number:05}.ipynb").write_text(json.dumps(notebook))
    return folder


def grade(klass, out):
    """(seconds, CPU seconds, peak megabytes) of the whole command."""
    command = [
        sys.executable,
        "-m",
        "dnn_helpers",
        "grade",
        str(klass),
        "--out",
        str(out),
        "--seed",
        f"{SEED}",
    ]
    start, before = time.perf_counter(), os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    wall = time.perf_counter() - start
    reap_orphans()  # the workers' server ends a moment later: its time counts too
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, usage.ru_maxrss / 1024


def adopt_orphans():
    """Make this process the parent of what its children leave behind, as `init` would be."""
    PR_SET_CHILD_SUBREAPER = 36
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap_orphans():
    """Wait for all that was left behind."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def nbclient(files):
    """(seconds, CPU seconds) a notebook, each in a kernel of its own."""
    script = (
        "import sys, nbformat\nfrom nbclient import NotebookClient\n"
        "for path in sys.argv[1:]:\n"
        "    notebook = nbformat.read(path, 4)\n"
        "    NotebookClient(notebook, timeout=60, allow_errors=True, kernel_name='python3').execute()\n"
    )
    start, before = time.perf_counter(), os.times()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([sys.executable, "-W", "ignore", "-c", script, *map(str, files)], check=True, **quiet)
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall / len(files), cpu / len(files)


def cpu_of(action):
    """CPU seconds of this process and its children."""
    before = os.times()
    action()
    return sum(os.times()[:4]) - sum(before[:4])


# --- The floor --------------------------------------------------------------------------------


def forked(files):
    """Grade without any isolation, as plainly as it can be done: how many answers were right."""
    cases = {e.name: judge.cases_of(e.name, SEED, e) for e in EXERCISES}
    with contextlib.redirect_stdout(io.StringIO()):
        right = {
            e.name: [e.reference(*copied(c.args), **c.keywords) for c in cases[e.name]] for e in EXERCISES
        }
    return sum(one_fork(file, cases, right) for file in files)


def one_fork(file, cases, right):
    sources = [cell["source"] for cell in json.loads(file.read_bytes())["cells"]]
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe, open(os.devnull, "w") as sys.stdout, np.errstate(all="ignore"):
            pickle.dump(answers(sources, cases), pipe)
            pipe.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        found = pickle.load(pipe)
    os.wait()
    return sum(
        alike(mine, true) for name in right for mine, true in zip(found[name], right[name], strict=True)
    )


def answers(sources, cases):
    namespace, found = {}, {}
    for source in sources:
        exec(compile(source, "<cell>", "exec"), namespace)
    for name, tried in cases.items():
        found[name] = []
        for case in tried:
            np.random.seed(case.seed)
            np.random.standard_normal(case.skip)
            try:
                found[name].append(namespace[name](*copied(case.args), **case.keywords))
            except Exception as error:
                found[name].append(repr(error))
    return found


def copied(value):
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(map(copied, value))
    return value.copy() if isinstance(value, np.ndarray) else value


def alike(mine, true):
    if isinstance(true, dict):
        return isinstance(mine, dict) and all(key in mine and alike(mine[key], true[key]) for key in true)
    if isinstance(true, (tuple, list)):
        return isinstance(mine, (tuple, list)) and all(map(alike, mine, true))
    if isinstance(mine, (str, dict, tuple, list, type(None))):
        return False
    return np.shape(mine) == np.shape(true) and np.allclose(mine, true)


if __name__ == "__main__":
    main()
