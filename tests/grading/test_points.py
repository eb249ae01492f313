"""An instructor's points: weights, exercises left out, and a sentence for everything else."""

import pytest

from dnn_helpers.exercises import EXERCISES
from dnn_helpers.grading.points import BadPoints, Points, read


def written(tmp_path, text):
    path = tmp_path / "points.toml"
    path.write_text(text)
    return path


def test_without_a_file_every_exercise_has_the_workbooks_points():
    assert Points() == {e.name: e.max_score for e in EXERCISES}


def test_weights_and_leaving_out(tmp_path):
    points = read(written(tmp_path, 'leave_out = ["predict"]\n[points]\nrelu = 12.5\n'))
    assert points["relu"] == 12.5 and "predict" not in points and len(points) == len(EXERCISES) - 1
    assert list(points) == [e.name for e in EXERCISES if e.name != "predict"]


@pytest.mark.parametrize("text, said", [
    ("[points]\nlinear_forwrad = 5", "linear_forward"),
    ('leave_out = ["softmax"]', "There are: initialize_parameters"),
    ("[points]\nrelu = 0", "leave_out"),
    ("[points]\nrelu = -1", "above 0"),
    ("[points]\nrelu = true", "above 0"),
    ("[points]\nrelu = nan", "above 0"),
    ("[points]\nrelu = inf", "above 0"),
    ('[points]\nrelu = "5"', "above 0"),
    ("points = 5", "a table of numbers"),
    ('leave_out = "relu"', "a list of names"),
    ("relu = 5", "relu means nothing here"),
    ("[points\n", "cannot be read"),
])  # fmt: skip
def test_a_file_that_cannot_be_used_is_answered_in_a_sentence(tmp_path, text, said):
    with pytest.raises(BadPoints, match=said):
        read(written(tmp_path, text))


def test_a_missing_file_and_one_that_leaves_everything_out_are_refused(tmp_path):
    with pytest.raises(BadPoints, match="cannot be read"):
        read(tmp_path / "nowhere.toml")
    names = ", ".join(f'"{e.name}"' for e in EXERCISES)
    with pytest.raises(BadPoints, match="nothing would be graded"):
        read(written(tmp_path, f"leave_out = [{names}]"))
