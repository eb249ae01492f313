"""Promises to a course that uses nbgrader: the solved notebooks are its source as they are."""

import re

import pytest

from dnn_helpers.authoring import notebooks, release

pytestmark = pytest.mark.nbgrader

WRONG = "linear_forward"  # later exercises call it, and so do cells that only print and draw


SOLVED = {
    notebooks.exercise_of(cell): re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", cell.source)
    for path in notebooks.solved_paths()
    for cell in notebooks.read(path).cells
}


def right(name):
    return SOLVED[name]


def one_wrong(name):
    return right(name).replace("np.dot(W, A) + b", "np.dot(W, A)") if name == WRONG else right(name)


@pytest.fixture(scope="module")
def ada(course):
    """A submission in which everything is right."""
    return course.submit("ada", right)


@pytest.fixture(scope="module")
def bob(course):
    """A submission in which one function is wrong."""
    assert one_wrong(WRONG) != right(WRONG)
    return course.submit("bob", one_wrong)


@pytest.fixture(scope="module")
def scores(course, ada, bob):
    """student -> check -> [points, most points]."""
    course.nbgrader("autograde", "network")
    return course.scores()


def test_generate_assignment_makes_the_blanks_that_release_makes(course, exercises):
    blanks = {}
    for path in course.released():
        for cell in notebooks.read(path).cells:
            assert not cell.get("outputs")
            if notebooks.exercise_of(cell):
                blanks[notebooks.exercise_of(cell)] = cell.source
    assert list(blanks) == [exercise.name for exercise in exercises]
    for path in notebooks.solved_paths():
        for cell in notebooks.read(notebooks.learner_path(path)).cells:
            name = notebooks.exercise_of(cell)
            if name in blanks:
                assert blanks[name].removesuffix("()") == cell.source
                assert release.is_blank(blanks[name])


def test_validate_says_all_is_fine_of_a_right_notebook(course, ada):
    said = course.nbgrader("validate", ada / "02_forward_propagation.ipynb")
    assert "Success! Your notebook passes all the tests." in said


def test_validate_names_the_check_that_fails_and_no_other(course, bob):
    said = course.nbgrader("validate", bob / "02_forward_propagation.ipynb")
    assert "VALIDATION FAILED ON 1 CELL(S)" in said
    assert f"check({WRONG})" in said and f"{WRONG}: not right yet" in said
    assert "check(relu)" not in said


def test_autograde_gives_a_right_submission_all_points(scores, exercises):
    wanted = {f"check_{e.name}": [e.max_score, e.max_score] for e in exercises}
    assert scores["ada"] == wanted


def test_a_wrong_function_costs_its_own_points_and_no_others(scores):
    lost = {name for name, (points, most) in scores["bob"].items() if points < most}
    assert scores["bob"].keys() == scores["ada"].keys() and lost == {f"check_{WRONG}"}
    assert scores["bob"][f"check_{WRONG}"][0] == 0
