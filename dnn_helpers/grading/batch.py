"""A class: every submission handed out, the marks gathered, the results written."""

import json
import multiprocessing
import os
import secrets
import sys
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from ..version import VERSION
from . import results, sandbox, submissions
from .grade import nothing
from .journal import Journal, Refused, saved_settings
from .points import Points
from .summary import Summary
from .worker import Work, close_rooms, local_executor, mark

TIMEOUT = 10.0  # seconds per exercise
AHEAD = 4  # submissions handed out for every worker: enough to keep it busy, few to lose
RETRIES = 2  # of a submission over which an executor broke


def run(
    paths, out: Path, *, seed=None, jobs=None, timeout=None, kind=None, points=None, unsafe=False,
    executor=local_executor,
) -> Summary:  # fmt: skip
    """Grade everything at `paths`, or go on where an earlier run ended, and write the results into `out`.

    seed, timeout  those of the run that is there; where there is none, drawn and TIMEOUT
    executor  a function of the number of jobs: the `concurrent.futures.Executor` that runs `worker.mark`
    raises    Refused where there is no sandbox or nothing to grade, and where `out` holds something
              else, another run's marks, or a run at work; OSError where `out` cannot be written
    """
    reason = None if unsafe else sandbox.why_unavailable()
    if reason:
        raise Refused(reason)
    _check_out(out)
    try:
        found = submissions.find(paths, kind, out)
    except submissions.NothingToGrade as none:
        raise Refused(str(none)) from None
    points, before = points or Points(), saved_settings(out) or {}
    timeout = before.get("timeout", TIMEOUT) if timeout is None else timeout
    settings = {
        "version": VERSION,
        "seed": before.get("seed", secrets.randbelow(2**31)) if seed is None else seed,
        "points": dict(points),
        "timeout": timeout,
        "sealed": not unsafe,
        "submissions": {s.name: s.digest() for s in _shown(found, "reading")},
    }
    with Journal(out, settings) as journal:
        work = [
            Work(submission, settings["seed"], points, timeout, not unsafe)
            for submission in found
            if submission.name not in journal
        ]
        jobs = min(jobs or os.cpu_count() or 1, max(len(work), 1))
        with _bar(len(found), "grading", len(journal)) as bar:
            for entry in _marked(work, jobs, executor):
                journal.append(entry)
                bar.update()
        return results.write(out, journal)


def _check_out(out):
    if out.exists() and not out.is_dir():
        raise Refused(f"--out {out} is a file; name a folder.")
    there = {entry.name for entry in out.iterdir()} if out.exists() else set()
    strange = sorted(name for name in there if name not in results.OURS and not name.endswith(".part"))
    if strange:
        raise Refused(
            f"--out {out} holds something else ({submissions.shown(strange[0])}). Name an empty folder, or "
            "one that holds the results of an earlier run."
        )
    if there and saved_settings(out) is None and there != {results.FOLDER}:
        raise Refused(f"--out {out} holds marks, but not the run they came from. Name another folder.")


def _marked(work, jobs, executor):
    """The entries of all work, as they are finished.

    An executor that breaks is replaced: what was under way is then tried one at a time, and what
    breaks it twice more gets a row that says so.
    """
    left = {item.submission.name: item for item in work}
    breaks = 0
    while left:
        suspects = list(left.values())[: AHEAD * jobs] if breaks else list(left.values())
        before = len(left)
        try:
            for entry in _handed_out(
                suspects, 1 if breaks else jobs, 1 if breaks else AHEAD * jobs, executor
            ):
                del left[entry["submission"]]
                yield entry
            breaks = 0
        except BrokenExecutor:
            breaks = breaks + 1 if len(left) == before else 1
            if breaks > RETRIES:
                culprit = left.pop(next(iter(left)))
                breaks = 1
                yield nothing(
                    culprit.submission, culprit.points, "the process that graded it died every time"
                )


def _handed_out(work, jobs, ahead, executor):
    """One executor's life: never more than `ahead` pieces of work handed out at a time."""
    pool, waiting = executor(jobs), iter(work)
    pending = {pool.submit(mark, item) for item in islice(waiting, ahead)}
    try:
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            broken = [future.exception() for future in done if future.exception()]
            yield from (future.result() for future in done if not future.exception())
            if broken:
                raise broken[0]
            pending |= {pool.submit(mark, item) for item in islice(waiting, len(done))}
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.kill()
        close_rooms()
        raise
    pool.shutdown()
    close_rooms()


def _bar(total, what, done=0):
    """Progress with the time left, where somebody is watching."""
    return tqdm(total=total, initial=done, desc=what, file=sys.stderr, disable=None)


def _shown(items, what):
    return tqdm(items, desc=what, file=sys.stderr, disable=None, leave=False)


def grades(out: Path) -> dict:
    """The content of grades.json."""
    return json.loads((out / results.GRADES).read_text(encoding="utf-8"))
