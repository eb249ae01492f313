"""A class: every submission graded, on all cores, and the results written."""

import csv
import io
import json
import os
import secrets
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tqdm import tqdm

from ..exercises import EXERCISES
from ..version import VERSION
from . import pages, sandbox, submissions
from .grade import grade
from .room import Room

GRADES, GRADEBOOK, FEEDBACK, CLASS = "grades.json", "gradebook.csv", "feedback", "class.html"
OURS = {GRADES, GRADEBOOK, FEEDBACK, CLASS}


class Refused(Exception):
    """Nothing was graded; the message says why, and what to do."""


def run(paths, out: Path, *, seed=None, jobs=None, timeout=10.0, kind=None, unsafe=False) -> dict:
    """Grade everything at `paths` and write the results into `out`; the content of grades.json.

    raises  Refused where there is no sandbox, nothing to grade, or `out` holds something else
    """
    reason = None if unsafe else sandbox.why_unavailable()
    if reason:
        raise Refused(reason)
    _check_out(out)
    try:
        found = submissions.find(paths, kind)
    except submissions.NothingToGrade as nothing:
        raise Refused(str(nothing)) from None
    seed = _seed(out) if seed is None else seed
    entries = _grade_all(found, seed, jobs or os.cpu_count() or 1, timeout, not unsafe)
    grades = {"schema_version": 1, "version": VERSION, "seed": seed, "submissions": entries}
    write(out, grades)
    return grades


def _check_out(out):
    if out.exists() and not out.is_dir():
        raise Refused(f"--out {out} is a file; name a folder.")
    strange = sorted({entry.name for entry in out.iterdir()} - OURS) if out.exists() else []
    if strange:
        raise Refused(
            f"--out {out} holds something else ({strange[0]}). Name an empty folder, or one that holds "
            "the results of an earlier run."
        )


def _seed(out):
    """The seed of the run whose results are there, or a new one."""
    try:
        return int(json.loads((out / GRADES).read_text(encoding="utf-8"))["seed"])
    except (OSError, ValueError, KeyError, TypeError):
        return secrets.randbelow(2**31)


def _grade_all(found, seed, jobs, timeout, sealed):
    """Each worker thread keeps a warm process of its own; a process ends with its thread."""
    local, rooms = threading.local(), []

    def one(submission):
        for attempt in (1, 2):
            try:
                if not hasattr(local, "room"):
                    local.room = Room(timeout, sealed)
                    rooms.append(local.room)
                return grade(submission, local.room, seed)
            except (OSError, sandbox.SandboxError):
                if attempt == 2:
                    raise
                del local.room  # the warm process died: a new one, once

    try:
        with ThreadPoolExecutor(min(jobs, len(found))) as pool:
            bar = tqdm(pool.map(one, found), total=len(found), desc="grading", file=sys.stderr, disable=None)
            return list(bar)
    finally:
        for room in rooms:
            room.close()


def write(out: Path, grades: dict) -> None:
    """Write all results; a file is replaced whole or not at all."""
    (out / FEEDBACK).mkdir(parents=True, exist_ok=True)
    for entry in grades["submissions"]:
        _replace(out / FEEDBACK / f"{_file_name(entry['submission'])}.html", pages.feedback(entry))
    _replace(out / CLASS, pages.class_page(grades))
    _replace(out / GRADES, json.dumps(grades, indent=1, ensure_ascii=False, sort_keys=False) + "\n")
    _replace(out / GRADEBOOK, gradebook(grades))


def gradebook(grades: dict) -> str:
    """The marks as CSV: one row a submission, one column an exercise."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["submission", "score", "max_score", *[exercise.name for exercise in EXERCISES]])
    for entry in grades["submissions"]:
        marks = [exercise["score"] for exercise in entry["exercises"]]
        rows.writerow([_no_formula(entry["submission"]), entry["score"], entry["max_score"], *marks])
    return text.getvalue()


def _no_formula(name):
    """A name that a spreadsheet will not take for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name


def _file_name(name):
    """A submission's name as a file's: nothing that leads elsewhere, not too long for a file system."""
    safe = "".join("_" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in name).strip(". ") or "_"
    while len(safe.encode()) > 200:
        safe = safe[:-1]
    return safe


def _replace(path, text):
    draft = path.with_name(path.name + ".part")
    draft.write_text(text, encoding="utf-8", errors="replace")
    os.replace(draft, path)
