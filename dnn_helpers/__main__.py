"""The front door of the command line: python -m dnn_helpers COMMAND."""

import argparse
import sys
from pathlib import Path

from .needs import needed_packages

DONE, LOOK, UNUSABLE, STOPPED = 0, 1, 2, 130  # exit statuses; 130 is what a shell gives after Ctrl-C


def main(arguments=None) -> int:
    """Run one command; its exit status.

    0 done; 1 done, and something needs a person's eye; 2 unusable arguments, or refused; 130 stopped.
    """
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED


def _parser():
    parser = argparse.ArgumentParser(prog="python -m dnn_helpers", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _grade(commands.add_parser("grade", help="mark submissions", description=_grade.__doc__))
    _graft(commands.add_parser("graft", help="put a learner's cells under the reference's outputs"))
    _release(commands.add_parser("release", help="make the learner notebooks from the solved ones"))
    _execute(commands.add_parser("execute", help="run the solved notebooks and store their outputs"))
    return parser


def _grade(parser):
    """Mark submissions: grades.json, gradebook.csv, feedback/, class.html and more in DIR.

    The same command goes on where it was stopped. Ends with 0, with 1 where something needs a person's
    eye, with 2 where nothing could be graded, with 130 when stopped.
    """
    parser.add_argument("submissions", nargs="+", type=Path, help="notebooks, folders or zips of them")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the results")
    parser.add_argument("--seed", type=int, help="seed of the held-out cases (default: drawn, and kept)")
    parser.add_argument(
        "--points", type=Path, metavar="FILE", help="TOML: what exercises are worth, which are left out"
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="submissions at a time (default: cores)")
    parser.add_argument("--timeout", type=float, metavar="S", help="seconds per exercise (default: 10)")
    parser.add_argument(
        "--as",
        dest="kind",
        choices=("submission", "class"),
        help="take a folder for one submission, or for a class of them",
    )
    parser.add_argument("--unsafe", action="store_true", help="run learners' code without the sandbox")
    parser.set_defaults(run=_run_grade)


def _run_grade(options):
    with needed_packages():
        from .grading import batch, points, results

    if options.unsafe:
        print(UNSAFE, file=sys.stderr)
    try:
        _check_numbers(options)
        worth = points.read(options.points) if options.points else None
        summary = batch.run(
            options.submissions, options.out, seed=options.seed, jobs=options.jobs, points=worth,
            timeout=options.timeout, kind=options.kind, unsafe=options.unsafe,
        )  # fmt: skip
    except (batch.Refused, points.BadPoints) as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE
    except OSError as error:
        print(
            f"{options.out} cannot be written: {error.strerror or error}. What was graded so far is kept "
            "there: make room, or mend it, and run the same command again.",
            file=sys.stderr,
        )
        return UNUSABLE
    except KeyboardInterrupt:
        print("Stopped. Nothing is lost: the same command goes on from here.", file=sys.stderr)
        return STOPPED
    look = summary.to_look_at()
    for standing in look[:20]:
        print(f"look at {standing.submission}: {'; '.join(standing.problems) or 'an exercise timed out'}")
    if len(look) > 20:
        print(f"and at {len(look) - 20} more")
    print(f"{summary.count} graded, {len(look)} to look at: {options.out / results.CLASS}")
    return LOOK if look else DONE


UNSAFE = (
    "--unsafe: learners' code runs with your rights and can read and change your files, these marks and "
    "the reference among them."
)


def _check_numbers(options):
    from .grading.journal import Refused

    jobs, timeout = (1 if number is None else number for number in (options.jobs, options.timeout))
    if not timeout > 0 or jobs < 1 or (options.seed or 0) < 0:
        raise Refused("--timeout and --jobs are numbers above 0, --seed is 0 or more.")


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
