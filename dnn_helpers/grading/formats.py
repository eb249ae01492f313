"""The marks in other programs' formats: JSON, CSV, JUnit XML, Gradescope's JSON, Markdown.

All are views of the entries of grades.json, made one entry at a time. Names and messages come from
learners: each format takes away from them what would mean something to it.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from .page import WORDS
from .summary import Summary


class Format(NamedTuple):
    """A file that grows by one piece for every submission."""

    head: str
    one: Callable[[dict], str]
    between: str
    tail: str


def grades_json(seed: int, version: str) -> Format:
    """grades.json: the record that everything else is a view of (docs/grades.schema.json)."""
    head = f'{{\n"schema_version": 1,\n"version": {json.dumps(version)},\n"seed": {seed},\n"submissions": [\n'
    return Format(head, lambda entry: json.dumps(entry, indent=1, ensure_ascii=False), ",\n", "\n]\n}\n")


def gradebook(exercises) -> Format:
    """gradebook.csv: a row a submission, a column an exercise."""
    head = _row(["submission", "score", "max_score", *exercises])
    return Format(head, _gradebook_row, "", "")


def _gradebook_row(entry):
    marks = [exercise["score"] for exercise in entry["exercises"]]
    return _row([_no_formula(entry["submission"]), entry["score"], entry["max_score"], *marks])


def _row(cells):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _no_formula(name):
    """A name that a spreadsheet will not take for a formula, blanks before it or not."""
    return f"'{name}" if name.lstrip()[:1] in ("=", "+", "-", "@") or name[:1] in ("\t", "\r") else name


def junit() -> Format:
    """junit.xml: a suite a submission, a case an exercise."""
    return Format('<?xml version="1.0" encoding="utf-8"?>\n<testsuites>\n', _suite, "", "</testsuites>\n")


def _suite(entry):
    cases = entry["exercises"]
    counts = {
        "tests": len(cases),
        "failures": sum(case["status"] == "failed" for case in cases),
        "errors": sum(case["status"] in ("error", "timed_out") for case in cases),
        "skipped": sum(case["status"] == "not_attempted" for case in cases),
    }
    numbers = " ".join(f'{name}="{count}"' for name, count in counts.items())
    body = "".join(_case(entry["submission"], case) for case in cases)
    return f"<testsuite name={_attribute(entry['submission'])} {numbers}>\n{body}</testsuite>\n"


def _case(submission, case):
    head = f"  <testcase classname={_attribute(submission)} name={_attribute(case['exercise'])}"
    kind = {"passed": None, "failed": "failure", "not_attempted": "skipped"}.get(case["status"], "error")
    if kind is None:
        return head + "/>\n"
    first = case["message"].split("\n")[0]
    inner = f"<{kind} message={_attribute(first)}>{escape(_xml_text(case['message']))}</{kind}>"
    return f"{head}>{inner}</testcase>\n"


def _xml_text(text):
    """Only what XML 1.0 allows."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", text)


def _attribute(text):
    return quoteattr(_xml_text(text))


def gradescope(entry: dict) -> str:
    """Gradescope's results.json for one submission."""
    tests = [
        {
            "name": exercise["exercise"],
            "score": exercise["score"],
            "max_score": exercise["max_score"],
            "status": "passed" if exercise["status"] == "passed" else "failed",
            "output": exercise["message"],
            "output_format": "text",
        }
        for exercise in entry["exercises"]
    ]
    result = {"score": entry["score"], "output": "\n".join(entry["problems"]), "output_format": "text",
              "visibility": "visible", "tests": tests}  # fmt: skip
    return json.dumps(result, ensure_ascii=False) + "\n"


SUMMARY_ROWS = 100


def markdown(summary: Summary, exercises_of_one: list[dict] | None = None) -> str:
    """A job summary: the one submission exercise by exercise, or the class with its commonest mistakes."""
    if exercises_of_one is not None:
        standing = summary.standing[0]
        lines = [f"## {_plain(standing.submission)}: {standing.score:g} of {standing.max_score:g} points", ""]
        lines += [f"- {_plain(problem)}" for problem in standing.problems] + [""] * bool(standing.problems)
        lines += ["| exercise | how it went | points | what to look at |", "|---|---|--:|---|"]
        lines += [_exercise_row(exercise) for exercise in exercises_of_one]
    else:
        lines = [
            f"## {summary.count} submissions",
            "",
            "| submission | points | stands at |",
            "|---|--:|---|",
        ]
        lines += [
            f"| {_plain(s.submission)} | {s.score:g} of {s.max_score:g} | {s.first_open or 'through'} |"
            for s in summary.lowest_first()[:SUMMARY_ROWS]
        ]
        if summary.count > SUMMARY_ROWS:
            lines += ["", f"The lowest {SUMMARY_ROWS} of {summary.count}: all are in gradebook.csv."]
        if summary.mistakes:
            lines += ["", "| commonest mistakes | learners |", "|---|--:|"]
            lines += [
                f"| {exercise}: {_plain(label.replace('_', ' '))} | {len(names)} |"
                for (exercise, label), names in summary.commonest(10)
            ]
    return "\n".join(lines) + f"\n\nSeed {summary.seed}, version {_plain(summary.version)}.\n"


def _exercise_row(exercise):
    spoken = (exercise["message"].split("\n") + [""])[1] if exercise["status"] != "passed" else ""
    points = f"{exercise['score']:g} of {exercise['max_score']:g}"
    return f"| {exercise['exercise']} | {WORDS[exercise['status']]} | {points} | {_plain(spoken)} |"


def _plain(text):
    """Text that Markdown shows as it is: no links, pictures, mentions, HTML or table borders."""
    return "".join(f"&#{ord(c)};" if c in "\\`*_{}[]<>#!|@~&$:" else c for c in " ".join(text.split()))
