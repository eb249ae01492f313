"""A learner's page: what is right, what is not, the mistake in words, the figures, the next step."""

from html import escape

from ..exercises import CHAPTERS
from .cells import UNREADABLE
from .page import cell, head_cell, page, points, status, table
from .summary import problems_in_short

FIGURES = ("your line", "does not fit", "shapes in it", "Python says", "where", "yours", "expected",
           "shape", "tried with", "given", "right already", "look at", "note")  # fmt: skip


def feedback_page(entry: dict) -> str:
    """The page of one submission: an entry of grades.json."""
    parts = [f"<p>{points(entry)}.</p>", f'<p class="next">{escape(next_step(entry))}</p>']
    if entry["problems"]:
        items = "".join(f"<li>{escape(problem)}</li>" for problem in problems_in_short(entry["problems"]))
        parts.append(f"<h2>About your files</h2><ul>{items}</ul>")
    parts.append(_overview(entry))
    told = [exercise for exercise in entry["exercises"] if _is_worth_telling(exercise)]
    if told:
        parts.append("<h2>What to look at</h2>")
        parts += [_told(exercise) for exercise in told]
    return page(f"Feedback for {entry['submission']}", "\n".join(parts))


def next_step(entry: dict) -> str:
    """What this learner should do next, in a sentence."""
    unfinished = [exercise for exercise in entry["exercises"] if exercise["status"] != "passed"]
    if not unfinished:
        return "Everything is right: well done."
    first = next((e for e in unfinished if e["status"] != "not_attempted"), unfinished[0])
    if first["status"] == "not_attempted" and any(UNREADABLE in problem for problem in entry["problems"]):
        return "Next step: hand your work in again, for a file of yours arrived damaged."
    name = first["exercise"]
    chapter = next(c for c in CHAPTERS if name in [exercise.name for exercise in c.exercises])
    what = "write" if first["status"] == "not_attempted" else "mend"
    return (
        f"Next step: {what} {name} in notebook {chapter.name}, run check({name}) there, and ask "
        f"hint({name}) if you are stuck."
    )


def _overview(entry):
    rows = [
        [
            head_cell(escape(exercise["exercise"])),
            cell(status(exercise["status"])),
            cell(f"{exercise['score']:g} of {exercise['max_score']:g}", "number"),
        ]
        for exercise in entry["exercises"]
    ]
    heads = ("exercise", "how it went", ("points", "number"))
    return "<h2>Exercise by exercise</h2>" + table("All exercises, in the workbook's order", heads, rows)


def _is_worth_telling(exercise):
    if exercise["status"] == "passed":
        return exercise["carried_forward"]
    return exercise["status"] != "not_attempted"  # of a file that cannot be read the page speaks once


def _told(exercise):
    """The message: its sentences as text, its figures as a list of their own."""
    _, *lines = exercise["message"].split("\n")
    figures = [line.partition(": ") for line in lines if line.partition(": ")[0] in FIGURES]
    spoken = [line for line in lines if line.partition(": ")[0] not in FIGURES]
    text = "".join(f"<p>{escape(line)}</p>" for line in spoken)
    list_of_figures = "".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, _, value in figures)
    return (
        f"<h3>{escape(exercise['exercise'])}</h3>\n<p>{status(exercise['status'])}, {points(exercise)}</p>\n"
        f'<div class="said">{text}{f"<dl>{list_of_figures}</dl>" if figures else ""}</div>'
    )
