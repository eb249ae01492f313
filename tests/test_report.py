"""A report says it in words, stands on its own in every front end, and never gives the solution away."""

import html
import inspect
import linecache
import re
import textwrap
from html.parser import HTMLParser

import numpy as np
import pytest

from dnn_helpers import display, judge, notebook, report
from dnn_helpers.exercises import BY_NAME, EXERCISES
from dnn_helpers.judge import STATUSES, Evidence, Verdict
from dnn_helpers.traces import ErrorNote


def verdict_on(source, name="relu"):
    """The verdict on a function defined by this source, as in a notebook."""
    source = textwrap.dedent(source)
    linecache.cache["<cell 3>"] = (len(source), None, source.splitlines(True), "<cell 3>")
    namespace = {"__name__": "__main__", "np": np}
    exec(compile(source, "<cell 3>", "exec"), namespace)
    return notebook.examine(BY_NAME[name], namespace[name])


def relu(body):
    return verdict_on("def relu(Z):\n" + textwrap.indent(body, "    "))


VERDICTS = {
    "a pass": relu("return np.maximum(0, Z), Z"),
    "wrong values": relu("return np.abs(Z), Z"),
    "a wrong shape": relu("return np.maximum(0, Z).ravel(), Z"),
    "a wrong dtype": relu("return np.maximum(0, Z).astype(np.float32), Z"),
    "a wrong kind": relu("return [Z]"),
    "nothing returned": relu("pass"),
    "nan": relu("return Z * np.nan, Z"),
    "a changed argument": relu("A = np.maximum(0, Z)\nZ[:] = 0\nreturn A, A * 0 + 7"),
    "a changed argument alone": relu("A, B = np.maximum(0, Z), Z.copy()\nZ[:] = 7\nreturn A, B"),
    "NumPy changed": relu("np.maximum = np.minimum\nreturn Z, Z"),
    "an exception": relu("x = Z['<b>'] + \"'&\"\nreturn x"),
    "an exception with tags": relu("raise ValueError('<script>alert(\"1\")</script> & more')"),
    "an exception over many lines": relu("raise ValueError('one\\n\\n  two')"),
    "keys with tags": relu("return {'<script>': Z, '\"&': 1}"),
    "a text with tags": relu("return '<img src=x>'"),
    "tags printed": relu("print('<script>alert(1)</script>')\nreturn Z, Z"),
    "many lines printed": relu("for i in range(50): print('line', i)\nreturn Z, Z"),
    "long lines printed": relu("for i in range(50): print('line', i, '-' * 300)\nreturn Z, Z"),
    "too many lines printed": relu("for i in range(5000): print('line', i)\nreturn Z, Z"),
    "a product that does not fit": verdict_on(
        "def linear_forward(A, W, b):\n    return A @ W + b, (A, W, b)", "linear_forward"
    ),
    "shapes that do not fit": verdict_on(
        "def linear_forward(A, W, b):\n    return A + W, (A, W, b)", "linear_forward"
    ),
    "a part that is right": verdict_on(
        "def linear_forward(A, W, b):\n    return W @ A + b, (W, A, b)", "linear_forward"
    ),
    "a missing key": verdict_on(
        "def update_parameters(p, g, r):\n    return {'W1': p['W1']}", "update_parameters"
    ),
    "never ends": relu("raise KeyboardInterrupt"),
    "blank": relu("raise NotImplementedError"),
}

each_verdict = pytest.mark.parametrize("verdict", VERDICTS.values(), ids=VERDICTS)


def words(markup):
    """What a reader of the HTML reads."""
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def squeezed(text):
    """A text without white space: where lines are broken differs between the two forms."""
    return re.sub(r"\s+", "", text)


# --- Words ------------------------------------------------------------------------------------


def test_every_status_has_words_of_its_own_and_colours():
    assert set(report.WORDS) == set(report.COLOURS) == set(STATUSES)
    assert len(set(report.WORDS.values())) == len(STATUSES) and all(report.WORDS.values())


def test_the_verdicts_looked_at_here_show_every_status_a_notebook_knows():
    assert {verdict.status for verdict in VERDICTS.values()} == set(STATUSES)


@each_verdict
def test_both_forms_begin_with_the_exercise_and_how_it_went(verdict):
    line = report.one_line(verdict)
    assert line == f"{verdict.exercise}: {report.WORDS[verdict.status]}"
    assert report.text(verdict).startswith(line) and words(report.html(verdict)).strip().startswith(line)


@each_verdict
def test_text_and_html_say_the_same(verdict):
    notes = ["A note on <something> & more."]
    text, markup = report.text(verdict, notes), report.html(verdict, notes)
    assert sorted(squeezed(text)) == sorted(squeezed(words(markup)))


@each_verdict
def test_every_fact_is_in_both_forms(verdict):
    for form in (report.text(verdict), words(report.html(verdict))):
        facts = (
            [verdict.sentence, *(part for row in report.rows(verdict) for part in row)]
            if not verdict.passed
            else []
        )
        assert all(squeezed(fact) in squeezed(form) for fact in facts)


@each_verdict
def test_the_lines_of_a_text_are_short_enough_to_read(verdict):
    assert max(len(line) for line in report.text(verdict).splitlines()) <= 120


def test_notes_stand_in_both_forms():
    verdict = VERDICTS["a pass"]
    assert report.text(verdict, ["One.", "Two."]).endswith("\nOne.\nTwo.")
    assert "One." in report.html(verdict, ["One."])


@pytest.mark.parametrize("title", [title for title, verdict in VERDICTS.items() if not verdict.passed])
def test_what_to_do_next_is_said(title):
    verdict = VERDICTS[title]
    assert f"hint({verdict.exercise})" in report.text(verdict)


def test_a_pass_shows_the_points():
    assert report.text(VERDICTS["a pass"]) == "relu: passed (5 of 5 points)"


def test_what_is_right_already_is_said():
    assert dict(report.rows(VERDICTS["a part that is right"]))["right already"] == "Z"


# --- Evidence ---------------------------------------------------------------------------------


def row(title, heading):
    return dict(report.rows(VERDICTS[title])).get(heading)


def test_one_entry_is_shown_with_both_figures_and_the_shape():
    assert row("wrong values", "where") == "A, entry [0, 0]"
    assert (row("wrong values", "yours"), row("wrong values", "expected")) == ("2.00000000", "0.00000000")
    assert row("wrong values", "shape") == "(1, 5), as expected"
    assert row("wrong values", "given") == "Z (1, 5)"


def test_two_shapes_are_shown_where_the_shapes_differ():
    assert row("a wrong shape", "yours") == "an array of shape (5,)"
    assert row("a wrong shape", "expected") == "an array of shape (1, 5)"


def test_two_dtypes_are_shown_where_the_dtypes_differ():
    assert "float32" in row("a wrong dtype", "yours") and "float64" in row("a wrong dtype", "expected")


def test_an_argument_that_was_changed_is_shown_as_it_is_after_the_call():
    assert row("a changed argument alone", "where") == "Z, entry [0, 0], after the call"
    assert row("a changed argument alone", "yours") == "7.00000000"


def test_an_error_is_shown_with_the_line_and_pythons_words():
    assert (
        row("an exception with tags", "your line")
        == "raise ValueError('<script>alert(\"1\")</script> & more')"
    )
    assert row("an exception with tags", "Python says") == 'ValueError: <script>alert("1")</script> & more'


def test_a_product_that_does_not_fit_takes_the_place_of_pythons_words():
    assert "must equal" in row("a product that does not fit", "does not fit")
    assert row("a product that does not fit", "Python says") is None


def test_the_shapes_in_the_line_are_shown():
    assert row("shapes that do not fit", "shapes in it") == "A (3, 2), W (1, 3)"


def test_of_many_lines_printed_the_first_are_shown_and_the_rest_counted():
    assert row("many lines printed", "it printed").splitlines() == [
        *(f"line {i}" for i in range(8)),
        "... (42 more lines)",
    ]


def test_where_the_record_was_cut_no_wrong_number_of_lines_is_given():
    last = row("too many lines printed", "it printed").splitlines()[-1]
    assert last.startswith("...") and [int(n) for n in re.findall(r"\d+", last)] in ([], [4992])


# --- HTML -------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """All tags with their attributes; every tag is closed in turn."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def pieces():
    """Every kind of HTML that a notebook shows."""
    yield from ((title, report.html(verdict, ["A note."])) for title, verdict in VERDICTS.items())
    yield (
        "a hint",
        display.note("relu: hint 1 of 3", "if a < b & c:\n    <b>", "The last hint.", code=True)[1],
    )
    yield "an idea", display.note("relu: hint 1 of 3", "a < b & c", "hint(relu) again for the next.")[1]
    yield "a sentence", display.paragraph("There is no exercise called <script>.")
    rows = [("Chapter <1>", "relu", "passed", 5.0), ("Chapter <1>", "<script>", "not yet", 0.0)]
    yield "progress", display.table(rows, (5.0, 10.0), [5.0, 5.0])[1]


PIECES = dict(pieces())
each_piece = pytest.mark.parametrize("markup", PIECES.values(), ids=PIECES)


@each_piece
def test_every_tag_is_closed(markup):
    assert Reader(markup).open == []


@each_piece
def test_a_saved_notebook_loses_none_of_it(markup):
    """Front ends drop style sheets, scripts, ids, roles and data from saved outputs."""
    for tag, attributes in Reader(markup).tags:
        assert tag in {"div", "strong", "p", "pre", "table", "tr", "th", "td"}
        assert set(attributes) <= {"style", "scope"}


@each_piece
def test_no_style_reaches_out(markup):
    for _, attributes in Reader(markup).tags:
        style = attributes.get("style", "")
        assert not re.search(r"url|import|position|expression|http", style)


def test_what_a_learner_wrote_is_shown_and_not_run():
    for title in ("an exception with tags", "keys with tags", "tags printed", "a text with tags"):
        markup = report.html(VERDICTS[title])
        assert "<script" not in markup and "<img" not in markup
        assert "<script>" in words(markup) or "<img" in words(markup)


SCRIPT = "<script>alert('1')</script>"


def test_every_field_of_a_verdict_is_escaped():
    evidence = Evidence(SCRIPT, True, SCRIPT + "2", SCRIPT, SCRIPT, SCRIPT, SCRIPT, SCRIPT, True)
    error = ErrorNote(SCRIPT, SCRIPT, 3, SCRIPT, ((SCRIPT, SCRIPT),), "", SCRIPT)
    for error_shown in (error, ErrorNote(SCRIPT, SCRIPT, 3, SCRIPT, (), SCRIPT)):
        verdict = Verdict(
            SCRIPT, "error", 0, 5, {SCRIPT: True}, SCRIPT, SCRIPT, evidence, error_shown, SCRIPT
        )
        markup = report.html(verdict, [SCRIPT])
        assert "<script" not in markup and words(markup).count(SCRIPT) > 10


def test_text_for_a_terminal_holds_no_markup_of_ours():
    for title in ("wrong values", "an exception", "a part that is right"):
        assert not re.search(r"</?(div|p|td|tr|strong)\b", report.text(VERDICTS[title]))


# --- Colours ----------------------------------------------------------------------------------


def luminance(colour):
    """The relative luminance of #rrggbb, by the formula of WCAG 2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_for_contrast_gives_the_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


PALETTES = report.COLOURS | {"neutral": display.NEUTRAL}


@pytest.mark.parametrize("background, text, edge", PALETTES.values(), ids=PALETTES)
def test_text_stands_out_from_its_background(background, text, edge):
    assert contrast(background, text) >= 7
    assert contrast(background, edge) >= 3


@each_piece
def test_whatever_has_a_colour_lies_on_a_background_of_ours(markup):
    """The theme may be dark: a colour of ours must never meet a background of the theme's."""
    styles = [attributes.get("style", "") for _, attributes in Reader(markup).tags]
    outer = dict(pair.split(":", 1) for pair in styles[0].split(";") if pair)
    assert outer["background"] and outer["color"]
    for style in styles:
        found = dict(pair.split(":", 1) for pair in style.split(";") if pair)
        background, colour = found.get("background", outer["background"]), found.get("color", outer["color"])
        assert contrast(background, colour) >= 4.5


@each_piece
def test_cells_say_their_own_colours(markup):
    """Notebook front ends stripe the rows of tables in colours of the theme."""
    cells = [attributes for tag, attributes in Reader(markup).tags if tag in ("td", "th")]
    assert all("color:" in attributes["style"] for attributes in cells)


# --- The solution -----------------------------------------------------------------------------


def secrets(function):
    """The telling lines of a function's body, squeezed; what its docstring says is no secret."""
    body = inspect.getsource(function).split('"""')[-1]
    told = squeezed(function.__doc__)
    lines = [squeezed(line) for line in body.splitlines() if len(line.strip()) > 12]
    return {line for line in lines if line not in told}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_no_report_on_a_known_mistake_holds_a_line_of_the_solution(exercise):
    secret = secrets(exercise.reference)
    assert secret
    for mistake in exercise.mistakes:
        verdict = notebook.examine(exercise, mistake.function)
        shown = [squeezed(form) for form in (report.text(verdict), words(report.html(verdict)))]
        own = squeezed(verdict.error.line) if verdict.error else ""
        assert not verdict.passed
        assert [line for line in secret for form in shown if line in form and line not in own] == []


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_no_report_on_a_mistake_nobody_knows_holds_a_line_of_the_solution(exercise):
    secret = secrets(exercise.reference)

    def strange(*args, **keywords):
        return {"strange": [args, np.float32(3)]}

    verdict = notebook.examine(exercise, strange)
    assert not any(line in squeezed(report.text(verdict) + report.html(verdict)) for line in secret)


# --- Figures ----------------------------------------------------------------------------------

FIGURES = [
    (0.0, "0.00000000"), (-0.0, "0.00000000"), (1.5, "1.50000000"), (-2 / 3, "-0.66666667"), (1e-5, "1e-05"),
    (123456789.0, "1.23457e+08"), (True, "1.00000000"), (np.float64(0.25), "0.25000000"),
    (float("nan"), "nan"),
    (float("-inf"), "-inf"), (1e300, "1e+300"),
]  # fmt: skip


@pytest.mark.parametrize("value, text", FIGURES, ids=[text for _, text in FIGURES])
def test_a_figure_is_shown_with_as_many_digits_as_it_needs(value, text):
    assert judge.figure(value) == text


@pytest.mark.parametrize("shift", [1e-4, 1e-6, 3e-9, 2e-7])
def test_two_figures_that_differ_look_different(shift):
    """An entry that is reported as wrong must not be shown as equal to what was expected."""
    exercise = BY_NAME["relu"]

    def nearly(Z):
        return np.maximum(0, Z) * (1 + max(shift, 2e-6)) + shift, Z

    shown = dict(report.rows(notebook.examine(exercise, nearly)))
    assert shown["yours"] != shown["expected"]


def test_a_change_too_small_for_eight_decimals_is_seen_all_the_same():
    """Arguments are compared bit by bit."""
    shown = dict(report.rows(relu("A = np.maximum(0, Z), Z.copy()\nZ += 1e-13\nreturn A")))
    assert shown["where"].endswith("after the call") and shown["yours"] != shown["expected"]


def test_a_record_of_nothing_has_a_report():
    verdict = judge.judge(BY_NAME["relu"], judge.cases_of("relu", 0, BY_NAME["relu"]), judge.Attempt(()))
    assert report.text(verdict) and report.html(verdict)
