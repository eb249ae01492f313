"""Writing the results: one pass over the record of a run, every file a view of it."""

import os
from contextlib import ExitStack
from pathlib import Path

from . import formats
from .class_page import class_page
from .feedback import feedback_page
from .journal import DRAFT, FOLDER, Journal, write_whole
from .summary import Summary

GRADES, GRADEBOOK, CLASS, JUNIT, MARKDOWN = (
    "grades.json", "gradebook.csv", "class.html", "junit.xml", "summary.md",
)  # fmt: skip
FEEDBACK, GRADESCOPE = "feedback", "gradescope"
OURS = {GRADES, GRADEBOOK, CLASS, JUNIT, MARKDOWN, FEEDBACK, GRADESCOPE, FOLDER}
MAX_FILE_NAME = 240  # bytes, of the 255 that file systems allow


def write(out: Path, journal: Journal) -> Summary:
    """Write all files into `out`; a file is replaced whole or not at all. raises OSError"""
    settings = journal.settings
    exercises = list(settings["points"])
    summary = Summary(settings["seed"], settings["version"], exercises)
    names = file_names(settings["submissions"])
    for folder in (FEEDBACK, GRADESCOPE):
        (out / folder).mkdir(parents=True, exist_ok=True)
    growing = {
        GRADES: formats.grades_json(settings["seed"], settings["version"]),
        GRADEBOOK: formats.gradebook(exercises),
        JUNIT: formats.junit(),
    }
    with ExitStack() as stack:
        files = [stack.enter_context(_Growing(out / name, form)) for name, form in growing.items()]
        for entry in journal.entries():
            for file in files:
                file.add(entry)
            summary.add(entry)
            name = names[entry["submission"]]
            write_whole(out / FEEDBACK / f"{name}.html", feedback_page(entry))
            write_whole(out / GRADESCOPE / f"{name}.json", formats.gradescope(entry))
    one = entry["exercises"] if summary.count == 1 else None
    write_whole(out / MARKDOWN, formats.markdown(summary, one))
    write_whole(out / CLASS, class_page(summary, {name: f"{file}.html" for name, file in names.items()}))
    return summary


class _Growing:
    """A file that is written piece by piece under another name, and is there when it is whole."""

    def __init__(self, path, form):
        self.path, self.form, self.between = path, form, ""
        self.draft = path.with_name(path.name + DRAFT)

    def __enter__(self):
        self.file = open(self.draft, "w", encoding="utf-8", errors="replace", newline="\n")  # noqa: SIM115
        self.file.write(self.form.head)
        return self

    def add(self, entry):
        self.file.write(self.between + self.form.one(entry))
        self.between = self.form.between

    def __exit__(self, kind, *rest):
        try:
            if kind is None:
                self.file.write(self.form.tail)
            self.file.close()
            if kind is None:
                os.replace(self.draft, self.path)
        finally:
            self.draft.unlink(missing_ok=True)


def file_names(submissions) -> dict[str, str]:
    """submission -> the name of its files, without a suffix: no two alike, even where case is ignored."""
    names, taken = {}, set()
    for submission in sorted(submissions):
        name = stem = _safe(submission)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}_{number}"
        taken.add(name.casefold())
        names[submission] = name
    return names


def _safe(name):
    """A submission's name as a file's: nothing that leads elsewhere, not too long for a file system.

    What Windows forbids in names is left out as well: marks are carried from machine to machine.
    """
    safe = "".join("_" if c in '/\\<>:"|?*' or not c.isprintable() else c for c in name)
    if not safe.strip(". "):
        safe = f"_{safe}"
    while len(safe.encode("utf-8", "replace")) > MAX_FILE_NAME:
        safe = safe[:-1]
    return safe
