"""A notebook as a web page: nbconvert finds the exporter, and a figure's words reach the page."""

import tomllib
from pathlib import Path

from nbconvert.exporters import get_exporter
from nbformat import v4

from dnn_helpers.authoring.page import WorkbookPage

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def page(alt):
    picture = v4.new_output("display_data", {"image/png": "AAAA"}, metadata={"image/png": {"alt": alt}})
    html, _ = WorkbookPage().from_notebook_node(v4.new_notebook(cells=[v4.new_code_cell(outputs=[picture])]))
    return html


def test_nbconvert_knows_the_page_by_the_name_that_the_readme_gives():
    name = tomllib.loads(PROJECT.read_text())["project"]["entry-points"]["nbconvert.exporters"]["workbook"]
    assert get_exporter(name.replace(":", ".")) is WorkbookPage


def test_words_are_text_and_never_markup():
    assert "<script>alert" not in page('"><script>alert(1)</script>')


def test_a_picture_without_words_is_left_to_nbconvert():
    assert "No description has been provided" in page("") and "No description" not in page("A line.")
