"""What a notebook calls: check, hint, solution, progress, setup, load_network."""

import difflib
import inspect
import os
import sys
from dataclasses import replace
from pathlib import Path

from . import attempt, display, judge, own_module, reference, report, traps
from .exercise import Exercise
from .exercises import BY_NAME, CHAPTERS, EXERCISES
from .isolate import isolated, names_of_own_cell, own_helpers, source_around, written
from .stand_ins import all_stand_ins, stand_ins

SEED = 0  # the designed cases of a notebook are everybody's
RUNGS = ("idea", "formula and shapes", "skeleton")

_verdicts: dict[str, judge.Verdict] = {}  # this session's last verdict on each exercise
_climbed: set[str] = set()  # exercises whose ladder has been begun
_rungs: dict[str, int] = {}  # the next rung of each exercise's ladder


class NotPassed(AssertionError):
    """A check that did not pass. The report has been shown; this line is all that is left to say."""

    def _render_traceback_(self):
        return [f"{type(self).__name__}: {self}"]


def check(function) -> None:
    """Try a function on the exercise's cases and say what happened.

    function  the learner's function itself, under the exercise's name

    A pass prints one line and returns None; the function is kept in my_network.py. Anything else
    shows a report and raises NotPassed, which every tool sees as a failed cell.
    """
    if isinstance(function, str):
        raise _wrong_use(f"check takes the function itself, not its name: check({function}), without quotes.")
    exercise = _exercise(function, inspect.currentframe().f_back)
    verdict = examine(exercise, function)
    _verdicts[exercise.name] = verdict
    if not verdict.passed:
        _rungs[exercise.name] = verdict.rung
        display.show(report.text(verdict), report.html(verdict))
        raise display.one_line_error(NotPassed(report.one_line(verdict)))
    notes = [note for note in (weak_helper(exercise, function), _keep(exercise, function)) if note]
    print(report.text(verdict, notes))


def examine(exercise: Exercise, function) -> judge.Verdict:
    """The verdict on a function, with the reference in place of the earlier exercises."""
    return _judged(exercise, function, stand_ins(exercise))


def _judged(exercise, function, helpers):
    cases = judge.cases_of(exercise.name, SEED, exercise)
    with isolated(function, helpers, set(BY_NAME)):
        record = attempt.run(function, cases)
    verdict = judge.judge(exercise, cases, record)
    if verdict.passed:
        return verdict
    return replace(verdict, traps=traps.find(source_around(function), exercise.name))


def weak_helper(exercise: Exercise, function) -> str:
    """A sentence on the learner's own helper with which the function would fail, or ""."""
    plain, helpers, mine = written(function), stand_ins(exercise), {}
    if plain is None:
        return ""
    own_cell = own_helpers(plain, set(BY_NAME))
    for name in helpers.keys() & BY_NAME.keys():
        helper = plain.__globals__.get(name)
        theirs = inspect.isfunction(helper) and helper is not BY_NAME[name].reference
        if theirs and name not in own_cell and name in plain.__code__.co_names:
            theirs = names_of_own_cell(helper, set(BY_NAME)) & plain.__globals__.keys()
            mine[name] = {other: plain.__globals__[other] for other in theirs | {name}}
    for exercise_before in EXERCISES:
        name = exercise_before.name
        if name in mine and not _judged(exercise, function, helpers | mine[name]).passed:
            return (
                f"Note: it is right with the reference's {name}, but not with your own. "
                f"check({name}) says what is wrong there."
            )
    return ""


def _keep(exercise, function):
    try:
        names = [e.name for e in EXERCISES]
        own_module.save(function, exercise.name, names, lambda kept: examine(exercise, kept).passed)
    except own_module.CannotSave as problem:
        return str(problem)
    return ""


def hint(exercise, number=None) -> None:
    """The next hint for an exercise: the idea, then the formula with its shapes, then a skeleton.

    exercise  the learner's function, or the exercise's name
    number    1, 2 or 3, for a certain hint

    After a check that did not pass, the ladder begins at the rung that fits the mistake.
    """
    found = _exercise(exercise, inspect.currentframe().f_back, "hint")
    rung = _rungs.get(found.name, 0)
    if number in (1, 2, 3):
        rung = number - 1
    before = f" hint({found.name}, 1) shows the first." if rung and found.name not in _climbed else ""
    _climbed.add(found.name)
    _rungs[found.name] = min(rung + 1, len(RUNGS) - 1)
    more = "The last hint." if rung == len(RUNGS) - 1 else f"hint({found.name}) again for the next."
    more += before
    title = f"{found.name}: hint {rung + 1} of {len(RUNGS)}, {RUNGS[rung]}"
    display.show(*display.note(title, found.hints[rung], more, code=rung == len(RUNGS) - 1))


def solution(exercise) -> None:
    """The reference's version of an exercise, with its docstring.

    exercise  the learner's function, or the exercise's name
    """
    found = _exercise(exercise, inspect.currentframe().f_back, "solution")
    # That the reference leaves out dA0 is for speed; backward passes that assert shapes would object.
    source = inspect.getsource(found.reference).rstrip().replace("without_input_gradient(caches)", "caches")
    if "unsaturated(" in source:
        source = f"{inspect.getsource(reference.unsaturated).rstrip()}\n\n\n{source}"
    title = f"{found.name}: one way to write it"
    display.show(
        *display.note(
            title,
            source,
            "Read it, clear this output, and write the function again in your own words.",
            code=True,
        )
    )


def progress() -> None:
    """A table of all exercises: passed or not, with points, by chapter.

    What was passed in an earlier session is read from my_network.py.
    """
    kept = own_module.saved()
    rows = [
        (chapter.title, exercise.name, *_standing(exercise, kept))
        for chapter in CHAPTERS
        for exercise in chapter.exercises
    ]
    total = (sum(row[3] for row in rows), sum(exercise.max_score for exercise in EXERCISES))
    display.show(*display.table(rows, total, [exercise.max_score for exercise in EXERCISES]))


def _standing(exercise, kept):
    verdict = _verdicts.get(exercise.name)
    if verdict:
        return report.WORDS[verdict.status], verdict.score
    return ("passed", exercise.max_score) if exercise.name in kept else ("not yet", 0.0)


def load_network():
    """The learner's functions from my_network.py, the reference standing in for the missing ones.

    Prints whose is whose, and returns a namespace: network.L_model_forward, and so on.
    """
    network, own = own_module.load(all_stand_ins())
    mine = [name for name in BY_NAME if own[name]]
    others = [name for name in BY_NAME if not own[name]]
    print("Yours:", ", ".join(mine) or "none yet")
    print("The reference's:", ", ".join(others) or "none")
    return network


def setup(save_to_drive=False) -> None:
    """Say where the workbook runs and where passed functions are kept; mount Drive if asked to.

    save_to_drive  on Colab, keep my_network.py in the Drive folder dnn_workbook
    """
    if "google.colab" in sys.modules and save_to_drive:
        from google.colab import drive

        drive.mount("/content/drive")
        os.environ.setdefault(own_module.VARIABLE, "/content/drive/MyDrive/dnn_workbook")
    folder = own_module.folder()
    if folder is None:
        print("Ready. Passed functions are not saved in this run.")
    elif not own_module.can_be_written(folder):
        print(f"Ready. Passed functions cannot be kept: the folder {folder} cannot be written. Make it")
        print(f"writable, or set the variable {own_module.VARIABLE} to another one, and run this cell again.")
    elif "google.colab" in sys.modules and not save_to_drive:
        print("Ready. Passed functions are kept in my_network.py until this Colab session ends;")
        print("tick SAVE_TO_DRIVE and run this cell again to keep them in your Drive.")
    else:
        where = "beside this notebook" if folder == Path.cwd() else f"in the folder {folder}"
        print(f"Ready. Passed functions are kept in {own_module.FILE} {where}.")


def _exercise(wish, frame, verb="check") -> Exercise:
    """The exercise meant by a function or a name, or an error that says what to do."""
    if isinstance(wish, str):
        name = wish
    elif inspect.isclass(wish):
        raise _wrong_use(f"{wish.__name__} is a class; the exercise asks for a function (def).")
    elif not callable(wish):
        raise _wrong_use(
            f"{verb} takes the function itself, not its result: {verb}(linear_forward), without "
            f"parentheses or arguments behind the name. What came is of type {type(wish).__name__}."
        )
    else:
        name = _name_of(wish, frame)
    if name in BY_NAME:
        return BY_NAME[name]
    close = difflib.get_close_matches(name, BY_NAME, n=1, cutoff=0.6)
    guess = (
        f"Did you mean {close[0]}? The def line and the check need that name."
        if close
        else (f"The exercises are {', '.join(BY_NAME)}.")
    )
    raise _wrong_use(f"There is no exercise called {name}. {guess}")


def _name_of(function, frame):
    """A function's own name, or the exercise's name that a lambda or wrapper is bound to."""
    name = getattr(written(function) or function, "__name__", "")
    if name in BY_NAME:
        return name
    bound = [key for key, value in frame.f_globals.items() if value is function and key in BY_NAME]
    return bound[0] if bound else name or type(function).__name__


def _wrong_use(sentence):
    display.show(sentence, display.paragraph(sentence))
    return display.one_line_error(NotPassed("nothing was checked"))
