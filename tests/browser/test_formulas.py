"""Promises of the formulas: every one is typeset, by KaTeX (VS Code) and by MathJax (JupyterLab).

MathJax is JupyterLab's own, behind JupyterLab's own reading of a Markdown cell; Colab's is a MathJax
too. KaTeX is told to throw where VS Code would show the formula's source in red.
"""

import re
from importlib.metadata import distribution

import pytest

from dnn_helpers.authoring import notebooks

pytestmark = pytest.mark.browser

# A learner's notebook has the same Markdown cells: tests/authoring holds the two together.
CELLS = [
    pytest.param(cell.source, id=f"{path.stem}-{cell.id}")
    for path in notebooks.solved_paths()
    for cell in notebooks.read(path).cells
    if cell.cell_type == "markdown" and "$" in cell.source
]
BROKEN = {
    "an argument is missing": r"\frac{1}",
    "no such command": r"\fraction{1}{2}",
    "a brace is open": r"{a",
}

CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
WITH_KATEX = """([formula, displayMode]) => {
    try { katex.renderToString(formula, {displayMode, throwOnError: true}); }
    catch (error) { return error.message; }
}"""
# Of one Markdown cell: how many formulas were typeset, and what MathJax says of those that failed.
# It writes an unknown command in red instead of failing.
WITH_MATHJAX = """async source => {
    const {rendermime} = jupyterapp.shell.currentWidget.content;
    const cell = rendermime.createRenderer('text/markdown');
    await cell.renderModel(rendermime.createModel({data: {'text/markdown': source}}));
    document.body.append(cell.node);
    await rendermime.latexTypesetter.typeset(cell.node);
    const all = query => [...cell.node.querySelectorAll(query)];
    const failed = all('[data-mjx-error]').map(one => one.getAttribute('data-mjx-error'));
    const unknown = all('mjx-mtext[style*="red"]').map(one => 'unknown command');
    const found = [all('mjx-container').length, [...failed, ...unknown]];
    cell.node.remove();
    return found;
}"""


@pytest.fixture(scope="module")
def katex(browser):
    """What KaTeX says against a formula: None where it can be typeset."""
    files = distribution("sphinxcontrib-katex")
    page = browser.new_page()
    page.add_script_tag(path=files.locate_file("sphinxcontrib/katex.min.js"))
    yield lambda formula, display: page.evaluate(WITH_KATEX, [formula, display])
    page.close()


@pytest.fixture(scope="module")
def mathjax(lab_page):
    """How many formulas of a Markdown cell are typeset in JupyterLab, and what is said against them."""
    return lambda source: lab_page.evaluate(WITH_MATHJAX, source)


def formulas(source):
    """The formulas of a Markdown cell outside of code, as (formula, whether it is displayed)."""
    found = FORMULA.findall(CODE.sub("", source))
    return [(displayed or inline, bool(displayed)) for displayed, inline in found]


@pytest.mark.parametrize("source", CELLS)
def test_every_formula_can_be_typeset_by_both(katex, mathjax, source):
    found = formulas(source)
    assert [(formula, said) for formula, display in found if (said := katex(formula, display))] == []
    assert mathjax(source) == [len(found), []]


@pytest.mark.parametrize("formula", BROKEN.values(), ids=BROKEN)
def test_a_broken_formula_is_refused_by_both(katex, mathjax, formula):
    for display, source in ((False, f"So ${formula}$ it is."), (True, f"$$ {formula} $$")):
        assert formulas(source)[0][0].strip() == formula
        assert katex(formula, display)
        assert mathjax(source) != [1, []]
