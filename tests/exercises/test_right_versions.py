"""No right version fails, whatever its style."""

import linecache

import pytest
from right_versions import RIGHT

from dnn_helpers import notebook
from dnn_helpers.exercises import BY_NAME


@pytest.mark.parametrize("name, style, source", RIGHT, ids=[f"{name}: {style}" for name, style, _ in RIGHT])
def test_a_right_version_passes_with_full_score(name, style, source):
    text = "import numpy as np\n" + source
    linecache.cache["<cell 3>"] = (len(text), None, text.splitlines(True), "<cell 3>")
    namespace = {"__name__": "__main__"}
    exec(compile(text, "<cell 3>", "exec"), namespace)
    verdict = notebook.examine(BY_NAME[name], namespace[name])
    assert verdict.passed and verdict.score == verdict.max_score


def test_there_are_many_styles():
    assert len({source for _, _, source in RIGHT}) >= 120
    assert {name for name, _, _ in RIGHT} >= {"linear_forward", "L_model_backward", "compute_cost"}
