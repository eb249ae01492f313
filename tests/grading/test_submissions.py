"""Whose work is what: folders, zips, flat downloads, and names of every kind."""

import os
import zipfile

import pytest

from dnn_helpers.exercises import CHAPTERS
from dnn_helpers.grading.cells import read_cells
from dnn_helpers.grading.submissions import NothingToGrade, find

NOTEBOOK = '{"cells": [{"cell_type": "code", "source": "%s"}], "nbformat": 4}'
NAMES = [chapter.name for chapter in CHAPTERS]


@pytest.fixture
def handed_in(tmp_path):
    """Make files below a folder, each a notebook whose only cell is its path; the folder."""

    def make(*paths, base="in"):
        for path in paths:
            file = tmp_path / base / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(NOTEBOOK % path)
        return tmp_path / base

    return make


def zip_of(folder, path):
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder))
    return path


def who(*paths, kind=None):
    """name -> the sources of its cells, in order."""
    return {s.name: [source for _, source in read_cells(s)[0]] for s in find(paths, kind)}


def test_every_folder_and_notebook_of_a_class_is_one_learners(handed_in):
    folder = handed_in("ada/02_forward_propagation.ipynb", "bob.ipynb", "eve/deep/er/x.ipynb")
    assert who(folder) == {
        "ada": ["ada/02_forward_propagation.ipynb"], "bob": ["bob.ipynb"], "eve": ["eve/deep/er/x.ipynb"],
    }  # fmt: skip


def test_a_folder_with_the_workbooks_notebooks_is_one_learners(handed_in):
    folder = handed_in("01_initialization.ipynb", "mine/more.ipynb")
    assert who(folder) == {"in": ["01_initialization.ipynb", "mine/more.ipynb"]}
    assert sorted(who(folder, kind="class")) == ["01_initialization", "mine"]
    assert list(who(handed_in("a/x.ipynb", base="other"), kind="submission")) == ["other"]


@pytest.mark.parametrize("names, learners", [
    (["ada_01_initialization.ipynb", "ada_02_forward_propagation.ipynb", "bob_01_initialization.ipynb"],
     {"ada": 2, "bob": 1}),
    (["Ada Lovelace - 03_cost_function.ipynb", "Ada Lovelace - 04_backward_propagation (2).ipynb"],
     {"Ada Lovelace": 2}),
    (["lovelaceada_1234_998_01_initialization.ipynb", "lovelaceada_1234_999_05_update_parameters-1.ipynb",
      "byron_LATE_77_1000_01_initialization.ipynb"], {"lovelaceada_1234": 2, "byron_77": 1}),
    (["hw_ada_attempt_2026-11-24-10-00-00_01_initialization.ipynb", "notes.txt", "carl.ipynb"],
     {"hw_ada_attempt_2026-11-24-10-00-00": 1, "carl": 1}),
], ids=["plain", "spaced", "canvas", "blackboard"])  # fmt: skip
def test_flat_files_are_grouped_by_learner(handed_in, names, learners):
    assert {name: len(cells) for name, cells in who(handed_in(*names)).items()} == learners


def test_a_second_attempt_counts_after_the_first(handed_in):
    folder = handed_in("ada_02_forward_propagation.ipynb", "ada_02_forward_propagation-1.ipynb")
    assert who(folder)["ada"][-1].endswith("-1.ipynb")


def test_a_zip_counts_as_the_folder_it_holds(handed_in, tmp_path):
    paths = ["ada/02_forward_propagation.ipynb", "bob_01_initialization.ipynb"]
    folder = handed_in(*paths, "__MACOSX/ada/._02_forward_propagation.ipynb", "ada/._x.ipynb")
    assert (
        who(zip_of(folder, tmp_path / "class.zip")) == {"ada": [paths[0]], "bob": [paths[1]]} == who(folder)
    )


def test_a_wrapping_folder_in_a_zip_is_looked_through(handed_in, tmp_path):
    handed_in("class/ada/02_forward_propagation.ipynb", "class/bob.ipynb", base="wrapped")
    assert sorted(who(zip_of(tmp_path / "wrapped", tmp_path / "down.zip"))) == ["ada", "bob"]


def test_a_zip_in_a_class_is_one_learners_with_the_whole_workbook_in_it(handed_in, tmp_path):
    repository = [f"dnn-main/notebooks/{name}.ipynb" for name in NAMES[:2]]
    whole = handed_in(*repository, "dnn-main/tests/x/y.ipynb", base="whole")
    (whole / "dnn-main/notebooks/solutions").mkdir()
    (whole / "dnn-main/notebooks/solutions/02_forward_propagation.ipynb").write_text(
        NOTEBOOK % ("def relu(Z):\\n    ### BEGIN SOLUTION\\n    return Z\\n    ### END SOLUTION")
    )
    folder = handed_in("bob.ipynb", base="klass")
    zip_of(whole, folder / "ada.zip")
    zip_of(whole, tmp_path / "alone.zip")
    assert sorted(who(folder)["ada"]) == sorted([*repository, "dnn-main/tests/x/y.ipynb"])
    assert list(who(tmp_path / "alone.zip")) == ["alone"]
    (ada,) = [s for s in find([folder]) if s.name == "ada"]
    assert any("solved notebook" in problem for problem in read_cells(ada)[1])


def test_a_learner_who_pastes_a_solution_with_its_marks_keeps_the_rest(handed_in, tmp_path):
    cells = [
        "def relu(Z):\\n    ### BEGIN SOLUTION\\n    return Z\\n    ### END SOLUTION",
        "def sigmoid(Z):\\n    return Z",
    ]
    folder = handed_in("ada/x.ipynb")
    source = ", ".join(f'{{"cell_type": "code", "source": "{cell}"}}' for cell in cells)
    (folder / "ada" / "x.ipynb").write_text(f'{{"cells": [{source}]}}')
    assert len(who(folder)["ada"]) == 2


def test_names_are_unique_even_where_a_number_is_taken(handed_in):
    one = handed_in("ada.ipynb", "ada_2.ipynb", base="one")
    two = handed_in("ada/x.ipynb", base="two")
    found = who(one, two)
    assert len(found) == 3 and {"ada", "ada_2"} <= set(found)
    assert any("several" in p or "called ada" in p for s in find([one, two]) for p in s.problems)


@pytest.mark.parametrize("name", [
    "with space", "quote'\"s", "new\nline", "ünïcödé 名前", "..", "=1+1", "<b>", "x" * 249, "-rf", "%s{}",
])  # fmt: skip
def test_an_odd_name_is_a_row_like_any_other(tmp_path, name):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / f"{name}.ipynb").write_text(NOTEBOOK % "x")
    (found,) = find([tmp_path / "c"])
    assert found.name.isprintable() and read_cells(found)[0]


def test_a_name_that_is_not_utf8_is_a_row(tmp_path):
    (tmp_path / "c").mkdir()
    with open(os.fsencode(tmp_path / "c") + b"/caf\xe9.ipynb", "w") as file:
        file.write(NOTEBOOK % "x")
    (found,) = find([tmp_path / "c"])
    assert found.name == "caf\N{REPLACEMENT CHARACTER}" and read_cells(found)[0]
    found.name.encode()


def test_links_and_circles_are_rows_or_problems_and_never_followed(handed_in, tmp_path):
    folder = handed_in("ada/02_forward_propagation.ipynb")
    os.symlink("/etc", folder / "etc")
    os.symlink(folder, folder / "ada" / "round")
    os.symlink(folder / "ada/02_forward_propagation.ipynb", folder / "ada" / "03_cost_function.ipynb")
    found = {s.name: s for s in find([folder])}
    assert found["etc"].files == [] and "not followed" in found["etc"].problems[0]
    assert len(found["ada"].files) == 1 and "not followed" in found["ada"].problems[0]


def test_a_folder_nobody_may_read_is_a_row_with_its_reason(handed_in, monkeypatch):
    folder = handed_in("ada/x.ipynb", "bob/y.ipynb")
    from dnn_helpers.grading import tree

    real = tree.Folder.entries

    def entries(self):
        if self.name == "ada":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(tree.Folder, "entries", entries)
    ada, bob = find([folder])
    assert "Permission denied" in ada.problems[0] and bob.problems == []


def test_a_file_that_is_too_large_is_not_parsed(tmp_path):
    path = tmp_path / "huge.ipynb"
    with open(path, "wb") as file:
        file.truncate(51 * 2**20)
    cells, problems = read_cells(*find([path]))
    assert cells == [] and "larger than 50 MB" in problems[0]


@pytest.mark.parametrize("zip_content", [b"", b"PK\x03\x04...", None])
def test_a_path_that_holds_nothing_is_refused_in_a_sentence(tmp_path, zip_content):
    if zip_content is None:
        path = tmp_path / "empty"
        path.mkdir()
    else:
        path = tmp_path / "broken.zip"
        path.write_bytes(zip_content)
    with pytest.raises(NothingToGrade, match="nothing to grade|cannot be read"):
        find([path])


def test_the_digest_follows_content_and_name_and_nothing_else(handed_in):
    folder = handed_in("ada.ipynb", "bob.ipynb")
    first = {s.name: s.digest() for s in find([folder])}
    os.utime(folder / "ada.ipynb", (0, 0))
    assert {s.name: s.digest() for s in find([folder])} == first and len(set(first.values())) == 2
    (folder / "ada.ipynb").write_text(NOTEBOOK % "changed")
    assert {s.name: s.digest() for s in find([folder])}["ada"] != first["ada"]
