"""The marks in other formats: each well-formed, complete, and deaf to what learners write."""

import csv
import json
import xml.etree.ElementTree as XML
from pathlib import Path

import jsonschema
import pytest

from dnn_helpers.exercises import EXERCISES
from dnn_helpers.grading import formats
from dnn_helpers.grading.results import file_names

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "grades.schema.json").read_text())
EVIL = 'a|b `c` <b>&amp; ]]> "q"\'\n![x](http://x) @all \x00\x1b[31m\ud7ff\ufffe'


def whole(form, entries):
    return form.head + form.between.join(map(form.one, entries)) + form.tail


@pytest.fixture(scope="module")
def entries(entry):
    return [
        entry("ada"),
        entry("bob", ["x cannot be read"], note=EVIL, relu="failed", sigmoid="error", predict="timed_out"),
        entry(EVIL, relu="not_attempted"),
    ]


def test_grades_json_keeps_its_schema_and_every_entry(entries):
    grades = json.loads(whole(formats.grades_json(3, "1.0"), entries))
    jsonschema.validate(grades, SCHEMA)
    assert grades["submissions"] == entries and grades["seed"] == 3


def test_the_gradebook_has_a_row_a_submission_and_a_column_an_exercise(entries):
    names = [exercise.name for exercise in EXERCISES]
    rows = list(csv.DictReader(whole(formats.gradebook(names), entries).splitlines(keepends=True)))
    assert list(rows[0]) == ["submission", "score", "max_score", *names]
    assert [row["submission"] for row in rows] == ["ada", "bob", EVIL]
    assert float(rows[1]["relu"]) == 0 and float(rows[0]["relu"]) == 5


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", " =1+1", "\t=1"])
def test_a_spreadsheet_takes_no_name_for_a_formula(entry, name):
    row = formats.gradebook([]).one(entry(name) | {"exercises": []})
    assert next(csv.reader([row]))[0] == f"'{name}"


def test_junit_has_a_suite_a_submission_and_a_case_an_exercise(entries):
    suites = XML.fromstring(whole(formats.junit(), entries).encode("utf-8", "replace"))
    assert [suite.get("name") for suite in suites][:2] == ["ada", "bob"]
    bob = suites[1]
    assert (bob.get("tests"), bob.get("failures"), bob.get("errors")) == (f"{len(EXERCISES)}", "1", "2")
    assert suites[2].get("skipped") == "1"
    kinds = {case.get("name"): [child.tag for child in case] for case in bob}
    assert kinds["relu"] == ["failure"] and kinds["sigmoid"] == kinds["predict"] == ["error"]
    assert kinds["linear_forward"] == []
    assert "Look at the bias" in bob.find("./testcase[@name='relu']/failure").text


def test_gradescope_gets_one_test_an_exercise(entries):
    result = json.loads(formats.gradescope(entries[1]))
    assert result["score"] == sum(test["score"] for test in result["tests"]) == entries[1]["score"]
    assert len(result["tests"]) == len(EXERCISES) and result["output"] == "x cannot be read"
    assert {test["status"] for test in result["tests"]} == {"passed", "failed"}
    assert all(test["max_score"] > 0 and test["output_format"] == "text" for test in result["tests"])


def test_the_job_summary_of_one_learner_is_a_table_of_exercises(entries, summary):
    text = formats.markdown(summary(entries[1]), entries[1]["exercises"])
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) == 1 + len(EXERCISES) and all(row.count("|") == 5 for row in rows)
    assert "Look at the bias" in text and "x cannot be read" in text
    for mark in ("<b>", "![x]", "@all", "`c`", "http://x"):
        assert mark not in text


def test_the_job_summary_of_a_class_names_the_commonest_mistakes(entries, summary):
    text = formats.markdown(summary(*entries))
    assert text.index("bob") < text.index("| ada")  # lowest first
    assert "## 3 submissions" in text and "| relu: bias missing | 1 |" in text.replace("&#95;", "_")
    assert "![x]" not in text and "<b>" not in text


def test_file_names_lead_nowhere_fit_and_differ_even_without_case():
    names = ["../evil", "a/b", "a\\b", "..", "Ada", "ada", "x" * 300, "x" * 301, "名" * 100, "new\nline"]
    files = file_names(names)
    assert sorted(files) == sorted(names) and len({f.casefold() for f in files.values()}) == len(names)
    assert all("/" not in f and "\\" not in f and f.strip(".") for f in files.values())
    assert all(len(f.encode()) <= 250 for f in files.values())
    assert file_names(["with space", "it's", 'a"b', "a<b"]) == {
        "with space": "with space", "it's": "it's", 'a"b': "a_b", "a<b": "a_b_2",
    }  # fmt: skip
