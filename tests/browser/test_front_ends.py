"""Promises of a report in every front end: the same words, and in the light and in the dark they show."""

import shutil

import nbformat
import pytest
from contrast import faint_text
from nbconvert import HTMLExporter
from notebook_page import LAB, NOTEBOOK, OpenNotebook

from dnn_helpers.authoring.page import WorkbookPage

pytestmark = pytest.mark.browser

NAME = "03_cost_function.ipynb"
WRONG = """def compute_cost(AL, Y):
    return -np.mean(Y * np.log(AL))"""
THEMES = ("light", "dark")


@pytest.fixture
def page_of(browser):
    """A web page of the notebook at a path, as an exporter makes it."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 1000})

    def made(exporter, path):
        page = context.new_page()
        page.set_content(exporter.from_filename(str(path))[0])
        return page

    yield made
    context.close()


def failed_check(notebook):
    """Run a wrong function and its check; the check's index."""
    cell, check = notebook.index_of("compute_cost"), notebook.index_of("check_compute_cost")
    notebook.run(notebook.setup_index())
    notebook.write(cell, f"import numpy as np\n\n\n{WRONG}")
    notebook.run(cell)
    notebook.run(check)
    return check


def words_of(report):
    """What a person reads in a report that is in sight, all of it readable."""
    assert report.is_visible() and faint_text(report) == []
    return report.inner_text().split()


def words_in(notebook, check, picture, name):
    """The words of the report below a check, after a look at it in each theme."""
    seen = []
    for theme in THEMES:
        notebook.wear(f"JupyterLab {theme.title()}")
        seen.append(words_of(notebook.shown(check)))
        picture(notebook, f"{name}_{theme}")
    assert seen[0] == seen[1]
    return seen[0]


def tampered(path):
    """A saved notebook after somebody changed it elsewhere: Jupyter does not trust it any more."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += " "
    nbformat.write(notebook, path)
    return path


def test_a_failed_checks_report_is_the_same_in_every_front_end(open_notebook, page_of, folder, picture):
    shutil.copy(folder / NAME, folder / "untouched.ipynb")
    lab = open_notebook(NAME, app=LAB)
    check = failed_check(lab)
    words = words_in(lab, check, picture, "lab")
    assert "right" in words and "expected" in words
    assert lab.is_trusted(check)
    lab.save()

    path = tampered(folder / NAME)
    again = open_notebook(NAME, app=LAB)
    assert not again.is_trusted(check)
    assert words_in(again, check, picture, "untrusted") == words

    notebook_7 = open_notebook("untouched.ipynb", app=NOTEBOOK)
    assert words_in(notebook_7, failed_check(notebook_7), picture, "notebook_7") == words

    for exporter in (HTMLExporter, WorkbookPage):
        for theme in THEMES:
            page = page_of(exporter(theme=theme), path)
            report = page.locator("[id='cell-id=check-compute-cost'] .jp-RenderedHTML")
            report.scroll_into_view_if_needed()
            assert words_of(report) == words
            picture(OpenNotebook(page), f"{exporter.__name__}_{theme}")
