"""Finding submissions in what was handed in, whatever the way it came.

Nothing of a learner's is compiled or run here, and nothing is unpacked or followed.
"""

import hashlib
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ..exercises import CHAPTERS
from . import tree

NOTEBOOK_NAMES = {f"{chapter.name}.ipynb" for chapter in CHAPTERS}
LEFT_OUT = {".ipynb_checkpoints", "__MACOSX"}
MAX_BYTES, MAX_FILES, MAX_DEPTH = 50 * 2**20, 500, 20
# ada_01_initialization.ipynb, as downloads from a learning platform name the files of a class;
# a number behind it, -1 or (2), is another attempt.
FLAT = re.compile(
    rf"(?P<who>.+?)[ _.-]+(?:{'|'.join(chapter.name for chapter in CHAPTERS)})(?:[ _-]?\(?\d+\)?)?\.ipynb$",
    re.IGNORECASE,
)
# Canvas: lovelaceada_1234_56789_..., where the second number differs from file to file.
CANVAS = re.compile(r"(?P<who>.+?_)(?:late_)?(?P<id>\d{2,})_\d{2,}$", re.IGNORECASE)


class NothingToGrade(Exception):
    """A path that holds no submission; the message says what was expected."""


@dataclass
class Submission:
    """One learner's work.

    name      the file's stem or the folder's name, unique among its fellows
    files     its notebooks, sorted: tree.File or tree.ZippedFile
    problems  what a person should know: unreadable files, things left out
    """

    name: str
    files: list
    problems: list[str] = field(default_factory=list)

    def digest(self) -> str:
        """A fingerprint of the names and contents of its files."""
        total = hashlib.sha256()
        for part in (self.name, *self.problems):
            total.update(_fingerprint(part.encode()))
        for file in self.files:
            total.update(_fingerprint(os.fsencode(file.name)))
            try:
                total.update(_fingerprint(file.read(MAX_BYTES + 1)))
            except tree.UNREADABLE as error:
                total.update(_fingerprint(type(error).__name__.encode()))
        return total.hexdigest()


def _fingerprint(content):
    return hashlib.sha256(content).digest()


def find(paths, kind: str | None = None, out: Path | None = None) -> list[Submission]:
    """The submissions at `paths`, sorted by name.

    kind    "submission": every path is one learner's; "class": every path is a folder of many;
            None: a folder that directly holds a notebook of the workbook's names is one learner's
    out     a folder of results, which is nobody's submission even where it lies among them
    raises  NothingToGrade for a path that is not there, cannot be read, or holds none
    """
    found = [submission for path in map(Path, paths) for submission in _at(path, kind, out)]
    if not found:
        raise NothingToGrade("There is no notebook in what you named: nothing to grade.")
    _make_names_unique(found)
    return sorted(found, key=lambda submission: submission.name)


def _make_names_unique(found):
    counts = Counter(submission.name for submission in found)
    taken, seen = set(counts), Counter()
    for submission in found:
        name = submission.name
        if counts[name] > 1:
            submission.problems.append(f"there are {counts[name]} submissions called {name}")
        seen[name] += 1
        if seen[name] > 1:
            number = seen[name]
            while f"{name}_{number}" in taken:
                number += 1
            submission.name = f"{name}_{number}"
            taken.add(submission.name)


def _at(path, kind, out):
    try:
        if not path.exists():
            raise NothingToGrade(f"{path} is not there. Name a notebook, or a folder of submissions.")
        handed_in = tree.of(path)
        if isinstance(handed_in, tree.File):
            return [Submission(shown(path.stem), [handed_in])]
        if isinstance(handed_in, tree.ZippedFolder):
            handed_in = _unwrapped(handed_in)
        if kind == "submission" or (kind is None and _is_one_learners(handed_in)):
            return [_folder(handed_in, shown(tree.of(path).name))]
        return _class(handed_in, out)
    except tree.UNREADABLE as error:
        raise NothingToGrade(f"{path} cannot be read: {shown(str(error))}") from None


def _unwrapped(folder):
    """A zip's content, without a folder that is all there is in it."""
    entries = [entry for entry in folder.entries() if entry.name not in LEFT_OUT]
    inner = entries[0] if len(entries) == 1 else None
    return inner if isinstance(inner, tree.ZippedFolder) and inner.prefix else folder


def _is_one_learners(folder):
    """Whether a folder is one learner's; a zip may also hold their copy of the whole workbook."""
    entries = folder.entries()
    if any(entry.name in NOTEBOOK_NAMES for entry in entries):
        return True
    inner = [e for e in entries if isinstance(e, tree.ZippedFolder) and e.name == "notebooks"]
    return any(entry.name in NOTEBOOK_NAMES for folder in inner for entry in folder.entries())


def _class(folder, out):
    """Every folder, zip, notebook and link directly in it; flat files are grouped by learner."""
    found, grouped = [], {}
    for entry in folder.entries():
        if entry.name in LEFT_OUT or _is_leftover(entry.name) or _is_at(entry, out):
            continue
        if isinstance(entry, tree.Link):
            found.append(_link(entry))
        elif not _is_file(entry):
            found.append(_folder(entry))
        elif flat := FLAT.match(entry.name):
            who = _learner(flat["who"])
            if who not in grouped:
                grouped[who] = Submission(shown(who), [])
                found.append(grouped[who])
            grouped[who].files.append(entry)
        elif _is_notebook(entry.name):
            found.append(Submission(shown(Path(entry.name).stem), [entry]))
    for submission in grouped.values():
        submission.files.sort(key=_file_order)
    return found


def _learner(prefix):
    canvas = CANVAS.match(prefix)
    return canvas["who"] + canvas["id"] if canvas else prefix


def _link(entry):
    name = shown(Path(entry.name).stem if _is_notebook(entry.name) else entry.name)
    return Submission(name, [], [f"{shown(entry.name)} is a link and was not followed"])


def _folder(folder, name=None):
    submission = Submission(name or shown(folder.name), [])
    _collect(folder, submission, MAX_DEPTH)
    submission.files.sort(key=_file_order)
    if len(submission.files) > MAX_FILES:
        submission.problems.append(
            f"only the first {MAX_FILES} of {len(submission.files)} notebooks were read"
        )
        del submission.files[MAX_FILES:]
    if not submission.files:
        submission.problems.append("there is no notebook in it")
    return submission


def _collect(folder, submission, depth):
    """Put every notebook below a folder into a submission, and what cannot be read into its problems."""
    try:
        entries = folder.entries() if depth else []
    except tree.UNREADABLE as error:
        submission.problems.append(f"{shown(folder.name)} cannot be read: {shown(str(error))[:200]}")
        return
    for entry in entries:
        if entry.name in LEFT_OUT:
            submission.problems.append(f"{shown(entry.name)} was left out")
        elif isinstance(entry, tree.Link):
            if _is_notebook(entry.name):
                submission.problems.append(f"{shown(entry.name)} is a link and was not followed")
        elif not _is_file(entry):
            _collect(entry, submission, depth - 1)
        elif _is_notebook(entry.name) and not _is_leftover(entry.name):
            submission.files.append(entry)


def _is_file(entry):
    return isinstance(entry, (tree.File, tree.ZippedFile))


def _is_notebook(name):
    return name.lower().endswith(".ipynb")


def _is_at(entry, out):
    return out is not None and isinstance(entry, tree.Folder) and entry.path.resolve() == out.resolve()


def _is_leftover(name):
    """macOS puts a shadow beside every file it zips."""
    return name.startswith("._")


def _file_order(file):
    """By place, a second attempt (-1) after the first: without the suffix, which sorts behind a dash."""
    place = str(file.path) if isinstance(file, tree.File) else "/".join((*file.inside, file.member))
    return os.path.splitext(place)


def shown(name: str) -> str:
    """A file's name as text that can be printed anywhere."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
