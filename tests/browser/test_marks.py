"""Promises of the instructor's pages: axe-core finds nothing wrong; they fold, scale and are reached by keys."""

import json

import pytest

from dnn_helpers.__main__ import main

pytestmark = pytest.mark.browser

WRONG = "import numpy as np\ndef linear_forward(A, W, b):\n    return W @ A - b, (A, W, b)"
RAISES = "import numpy as np\ndef relu(Z):\n    return np.maximum(Z, np.zeros((9, 9))), Z"
RIGHT = "import numpy as np\ndef relu(Z):\n    return np.maximum(0, Z), Z"


@pytest.fixture(scope="module")
def marks(tmp_path_factory):
    """The folder of results of a class of 60, some of it unreadable."""
    folder = tmp_path_factory.mktemp("marks")
    (folder / "class").mkdir()
    for number in range(60):
        sources = [WRONG, RAISES, RIGHT][: 1 + number % 3]
        cells = [{"cell_type": "code", "source": source} for source in sources]
        (folder / "class" / f"a rather long name, number {number}.ipynb").write_text(
            json.dumps({"cells": cells})
        )
    (folder / "class" / "broken.ipynb").write_text("{")
    assert main(["grade", str(folder / "class"), "--out", str(folder / "marks"), "--seed", "1"]) == 1
    return folder / "marks"


def pages(marks):
    return [marks / "class.html", *sorted((marks / "feedback").iterdir())[-3:]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation(violations, marks, scheme):
    found = {path.name: violations(path.read_text(encoding="utf-8"), scheme) for path in pages(marks)}
    assert found == dict.fromkeys(found, [])


def test_nothing_is_cut_off_at_four_times_the_size(browser, marks):
    page = browser.new_page(viewport={"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    for path in pages(marks):
        page.goto(path.as_uri())
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, path.name
    page.close()


def test_every_link_and_fold_is_reached_and_used_by_keys_alone(browser, marks):
    page = browser.new_page()
    page.goto((marks / "class.html").as_uri())
    fold = page.locator("summary").first
    for _ in range(200):
        page.keyboard.press("Tab")
        if fold.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    assert page.locator("details").first.get_attribute("open") is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback/*.html")
    assert "Feedback for a rather long name" in page.title()
    page.close()
