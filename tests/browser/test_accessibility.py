"""Promises of the notebooks as web pages: axe-core finds nothing wrong, in light and in dark."""

import re

import pytest

from dnn_helpers.authoring import notebooks
from dnn_helpers.authoring.page import WorkbookPage

pytestmark = pytest.mark.browser

SOLVED = notebooks.solved_paths()
PAGES = [*map(notebooks.learner_path, SOLVED), *SOLVED]
WITH_FAULTS = """<!DOCTYPE html><html lang="en"><head><title>Faults</title></head><body><main>
<h1>One</h1><h3>Three</h3><img src="data:,"><p style="color:#999">faint</p>
<details><summary>More</summary><table><tr><th></th></tr><tr><td>1</td></tr></table></details>
</main></body></html>"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_notebooks_page_has_no_violation(violations, path, theme):
    html, _ = WorkbookPage(theme=theme).from_filename(str(path))
    assert violations(html, theme) == []


def test_the_audit_sees_faults_of_every_kind_we_care_for(violations):
    rules = {message.split(":")[0] for message in violations(WITH_FAULTS)}
    assert rules == {"heading-order", "image-alt", "color-contrast", "empty-table-header"}


@pytest.mark.parametrize("path", SOLVED, ids=lambda path: path.stem)
def test_the_alt_text_of_every_figure_is_the_figures_own_words(path):
    notebook = notebooks.read(path)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    figures = [output for output in outputs if "image/png" in output.get("data", {})]
    words = [output.metadata["image/png"]["alt"] for output in figures]
    html, _ = WorkbookPage().from_notebook_node(notebook)
    assert words
    assert re.findall(r'<img alt="([^"]*)"', html) == [word.replace("&", "&amp;") for word in words]
