"""A verdict, as a person reads it: in plain text and in HTML.

The HTML stands on its own in every front end: inline styles only (a saved notebook loses style
sheets, scripts, ids and roles), every background with its own text colour (light and dark
themes), and a word, never a colour alone, for how it went.
"""

import textwrap
from html import escape

from .attempt import MAX_TEXT
from .judge import Verdict

WORDS = {
    "passed": "passed",
    "failed": "not right yet",
    "error": "stopped with an error",
    "timed_out": "did not come to an end",
    "not_attempted": "not attempted yet",
}
# Background, text and edge: at least 7 to 1 between text and background.
COLOURS = {
    "passed": ("#e6f4ea", "#0b3d1c", "#1e7b3a"),
    "failed": ("#fdf0e3", "#4a2500", "#b85c00"),
    "error": ("#fdeaea", "#5a0f0f", "#b3261e"),
    "timed_out": ("#fdeaea", "#5a0f0f", "#b3261e"),
    "not_attempted": ("#eceff3", "#1f2a37", "#52606d"),
}


def one_line(verdict: Verdict) -> str:
    """The verdict in a few words: "linear_forward: not right yet"."""
    return f"{verdict.exercise}: {WORDS[verdict.status]}"


def rows(verdict: Verdict) -> list[tuple[str, str]]:
    """The evidence as (heading, text) pairs, in the order in which they are shown."""
    found = []
    error, evidence = verdict.error, verdict.evidence
    if error and error.line:
        found.append(("your line", error.line))
    for trap in verdict.traps:
        found += [("look at", f"line {trap.number}: {trap.line}"), ("note", trap.words)]
    if error and error.product:
        found.append(("does not fit", error.product))
    elif error and error.shapes:
        found.append(("shapes in it", ", ".join(f"{name} {shape}" for name, shape in error.shapes)))
    if error and not error.product and "gufunc" not in error.message:
        found.append(("Python says", f"{error.type}: {error.message}"))
    if evidence:
        if evidence.place:
            entry = f", entry {evidence.index}" if evidence.index else ""
            found.append(("where", f"{evidence.place}{entry}{', after the call' if evidence.after else ''}"))
            found.append(("yours", evidence.actual))
            found.append(("expected", evidence.expected))
        if evidence.shapes:
            found.append(("shape", f"{evidence.shapes}, as expected"))
        found.append(("tried with", evidence.case))
        if evidence.inputs != evidence.case:
            found.append(("given", evidence.inputs))
    if verdict.printed.strip():
        found.append(("it printed", _first_lines(verdict.printed)))
    right = [*(part for part, ok in verdict.parts.items() if ok), *verdict.items]
    if right and not verdict.passed:
        found.append(("right already", ", ".join(right)))
    return found


def next_step(verdict: Verdict) -> str:
    """What to do now."""
    if verdict.status == "not_attempted":
        return (
            "Write the function where it says YOUR CODE HERE, run its cell, and check again. "
            f"hint({verdict.exercise}) helps to begin."
        )
    return f"Mend the function, run its cell, and check again. hint({verdict.exercise}) gives a hint."


def text(verdict: Verdict, notes=()) -> str:
    """The report in plain text."""
    if verdict.passed:
        return "\n".join([f"{verdict.exercise}: passed ({points(verdict)})", *notes])
    lines = [one_line(verdict)]
    if verdict.sentence:
        lines += ["", *_wrapped(verdict.sentence)]
    table = rows(verdict)
    width = max((len(heading) for heading, _ in table), default=0)
    if table:
        lines.append("")
    for heading, value in table:
        first, *rest = [part for line in value.splitlines() for part in _wrapped(line, 100)] or [""]
        lines.append(f"  {heading:<{width}}  {first}")
        lines += [f"  {'':<{width}}  {line}" for line in rest]
    return "\n".join([*lines, "", *_wrapped(next_step(verdict)), *notes])


def html(verdict: Verdict, notes=()) -> str:
    """The report in HTML."""
    background, colour, edge = COLOURS[verdict.status]
    cell = f"text-align:left;vertical-align:baseline;padding:1px 12px 1px 0;color:{colour};border:0"
    body = "".join(
        f'<tr style="background:{background}">'
        f'<th scope="row" style="{cell};font-weight:600;white-space:nowrap">{escape(heading)}</th>'
        f'<td style="{cell};font-family:monospace;white-space:pre-wrap">{escape(value)}</td></tr>'
        for heading, value in rows(verdict)
    )
    table = f'<table style="margin:8px 0;border-collapse:collapse;font-size:13px">{body}</table>'
    sentence = f'<p style="margin:6px 0">{escape(verdict.sentence)}</p>' if verdict.sentence else ""
    remarks = "".join(f'<p style="margin:6px 0">{escape(note)}</p>' for note in notes)
    step = "" if verdict.passed else f'<p style="margin:6px 0">{escape(next_step(verdict))}</p>'
    headline = f"{one_line(verdict)} ({points(verdict)})" if verdict.passed else one_line(verdict)
    return (
        f'<div style="background:{background};color:{colour};border-left:6px solid {edge};'
        'padding:8px 14px;margin:4px 0;max-width:46em;line-height:1.45;text-align:left">'
        f"<strong>{escape(headline)}</strong>{sentence}{table if body else ''}{remarks}{step}</div>"
    )


def points(verdict: Verdict) -> str:
    """ "5 of 5 points"."""
    return f"{verdict.score:g} of {verdict.max_score:g} points"


def _first_lines(printed, count=8):
    lines = printed.rstrip().splitlines()
    cut = len(printed) >= MAX_TEXT  # then nobody knows how many lines there were
    more = ["..." if cut else f"... ({len(lines) - count} more lines)"] if len(lines) > count else []
    return "\n".join([line[:200] for line in lines[:count]] + more)


def _wrapped(sentence, width=88):
    return textwrap.wrap(sentence, width, break_on_hyphens=False)
