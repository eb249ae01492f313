"""The front door of the command line: python -m dnn_helpers COMMAND."""

import argparse
import sys
from pathlib import Path

DONE, LOOK, UNUSABLE = 0, 1, 2  # exit statuses


def main(arguments=None) -> int:
    """Run one command; its exit status.

    0 done; 1 done, and something needs a person's eye; 2 unusable arguments, or refused.
    """
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return LOOK


def _parser():
    parser = argparse.ArgumentParser(prog="python -m dnn_helpers", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _grade(commands.add_parser("grade", help="mark submissions", description=_grade.__doc__))
    _graft(commands.add_parser("graft", help="put a learner's cells under the reference's outputs"))
    _release(commands.add_parser("release", help="make the learner notebooks from the solved ones"))
    _execute(commands.add_parser("execute", help="run the solved notebooks and store their outputs"))
    return parser


def _grade(parser):
    """Mark submissions: grades.json, gradebook.csv, feedback/ and class.html in DIR."""
    parser.add_argument("submissions", nargs="+", type=Path, help="notebooks, or folders of them")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the results")
    parser.add_argument("--seed", type=int, help="seed of the held-out cases (default: drawn, and kept)")
    parser.add_argument("--jobs", type=int, metavar="N", help="submissions at a time (default: cores)")
    parser.add_argument("--timeout", type=float, default=10.0, metavar="S", help="seconds per exercise")
    parser.add_argument(
        "--as",
        dest="kind",
        choices=("submission", "class"),
        help="take a folder for one submission, or for a class of them",
    )
    parser.add_argument("--unsafe", action="store_true", help="run learners' code without the sandbox")
    parser.set_defaults(run=_run_grade)


def _run_grade(options):
    from .grading import batch

    try:
        grades = batch.run(
            options.submissions, options.out, seed=options.seed, jobs=options.jobs,
            timeout=options.timeout, kind=options.kind, unsafe=options.unsafe,
        )  # fmt: skip
    except (batch.Refused, OSError) as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE
    entries = grades["submissions"]
    look = [e for e in entries if e["problems"] or any(x["status"] == "timed_out" for x in e["exercises"])]
    for entry in look:
        print(f"look at {entry['submission']}: {'; '.join(entry['problems'][:3]) or 'an exercise timed out'}")
    print(f"{len(entries)} graded, {len(look)} to look at: {options.out / batch.GRADES}")
    return LOOK if look else DONE


def _graft(parser):
    parser.add_argument("submission", type=Path, help="a learner's notebook, or their folder")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the notebooks")
    parser.set_defaults(run=_run_graft)


def _run_graft(options):
    from .authoring import graft, notebooks
    from .grading.submissions import NothingToGrade

    try:
        written, problems = graft.graft(options.submission, options.out)
    except (NothingToGrade, notebooks.NotARepository, OSError) as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(written)} notebooks in {options.out}: now run pytest --nbval {options.out}")
    return LOOK if problems else DONE


def _release(parser):
    parser.set_defaults(run=_run_release)


def _run_release(options):
    from .authoring import notebooks, release

    try:
        written = release.release_all()
    except (release.NoSolution, notebooks.NotARepository, OSError) as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE
    print(f"{len(written)} learner notebooks written")
    return DONE


def _execute(parser):
    parser.set_defaults(run=_run_execute)


def _run_execute(options):
    from .authoring import execute, notebooks

    try:
        execute.execute_all()
    except notebooks.NotARepository as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE
    return DONE


if __name__ == "__main__":
    sys.exit(main())
