"""The class at a glance: how far they are, where it stalls, which mistakes are commonest, who needs help."""

from html import escape
from statistics import median
from urllib.parse import quote

from .page import bar_cell, cell, head_cell, page, table
from .summary import BINS, Summary

MISTAKES, NAMES, ROWS = 25, 8, 40  # shown at once; the rest is folded


def class_page(summary: Summary, files: dict[str, str]) -> str:
    """The page; `files` leads from a submission to its feedback file."""
    link = _Links(files)
    return page(
        "The class at a glance",
        "\n".join(
            [
                _in_short(summary),
                _distribution(summary),
                _stalls(summary),
                _mistakes(summary, link),
                _help(summary, link),
                f"<p>Graded with seed {summary.seed} by version {escape(summary.version)}.</p>",
            ]
        ),
    )


class _Links:
    def __init__(self, files):
        self.files = files

    def __call__(self, name):
        file = self.files.get(name)
        target = quote(file, safe="", errors="replace") if file else ""
        return f'<a href="feedback/{target}">{escape(name)}</a>' if file else escape(name)


def _in_short(summary):
    """The three answers an instructor opens the page for."""
    shares = [s.score / s.max_score for s in summary.standing] or [0.0]
    through = sum(not standing.first_open for standing in summary.standing)
    items = [
        f"{_counted(summary.count, 'submission')}; {through} "
        f"{'is' if through == 1 else 'are'} through, the middle one has {100 * median(shares):.0f} % of "
        "the points."
    ]
    stuck = _stalling(summary)
    if stuck:
        items.append(
            f"The commonest first unfinished exercise is {stuck[0]}: {_counted(stuck[1], 'submission')}."
        )
    if summary.mistakes:
        (exercise, mistake), names = summary.commonest(1)[0]
        items.append(
            f"The commonest mistake is {mistake.replace('_', ' ')} in {exercise}: "
            f"{_counted(len(names), 'submission')}."
        )
    low = _in_trouble(summary)
    if low:
        items.append(f"In trouble: {low} with less than half of the points, first in the last table.")
    look = len(summary.to_look_at())
    if look:
        what = "a function or a file is missing or cannot be read, or something took too long"
        items.append(f"{_counted(look, 'submission')} to look at: {what}.")
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def _in_trouble(summary):
    """How many have less than half of the points."""
    return sum(standing.score < standing.max_score / 2 for standing in summary.standing)


def _stalling(summary):
    """The exercise that is the first unfinished one for most, and for how many."""
    first = [standing.first_open for standing in summary.standing if standing.first_open]
    return (
        max(((name, first.count(name)) for name in summary.exercises), key=lambda p: p[1]) if first else None
    )


def _distribution(summary):
    most = max(summary.scores.values(), default=1)
    rows = [
        [
            head_cell(f"{100 * i // BINS} to {100 * (i + 1) // BINS} %"),
            cell(f"{summary.scores[i]}", "number"),
            bar_cell(summary.scores[i] / most),
        ]
        for i in range(BINS)
    ]
    return "<h2>How far they are</h2>" + table(
        "Submissions by their share of all points",
        ("share of points", ("submissions", "number"), "as a bar"),
        rows,
    )


def _stalls(summary):
    rows = []
    for name in summary.exercises:
        passed = summary.passed(name)
        tried = summary.count - summary.statuses[name, "not_attempted"]
        rows.append(
            [
                head_cell(escape(name)),
                cell(f"{passed} of {summary.count}", "number"),
                cell(f"{tried}", "number"),
                bar_cell(passed / max(summary.count, 1)),
            ]
        )
    return "<h2>Where it stalls</h2>" + table(
        "Who passed each exercise, and how many tried it",
        ("exercise", ("passed", "number"), ("tried", "number"), "passed, as a bar"),
        rows,
    )


def _mistakes(summary, link):
    ranked = summary.commonest(MISTAKES)
    if not ranked:
        return "<h2>Commonest mistakes</h2><p>None was named.</p>"
    most = len(ranked[0][1])
    rows = [
        [
            head_cell(
                f"{escape(exercise)}: {escape(label.replace('_', ' '))}<br>"
                f"<small>{escape(summary.sentences[exercise, label])}</small>"
            ),
            cell(f"{len(names)}", "number"),
            bar_cell(len(names) / most, "narrow"),
            cell(_some(names, link), "free"),
        ]
        for (exercise, label), names in ranked
    ]
    more = len(summary.mistakes) - len(ranked)
    note = f"<p>{_counted(more, 'rarer mistake')} in grades.json.</p>" if more else ""
    return (
        "<h2>Commonest mistakes</h2>"
        + table(
            "How many made them, and who",
            ("mistake", ("learners", "number"), "as a bar", "who"),
            rows,
        )
        + note
    )


def _some(names, link):
    shown = ", ".join(map(link, names[:NAMES]))
    rest = names[NAMES:]
    if not rest:
        return shown
    return f"{shown} <details><summary>and {len(rest)} more</summary>{', '.join(map(link, rest))}</details>"


def _help(summary, link):
    """Everyone who is not through or whose files need a look, lowest first."""
    rows = [
        [
            head_cell(link(standing.submission)),
            cell(f"{standing.score:g} of {standing.max_score:g}", "number"),
            cell(escape(standing.first_open)),
            cell(escape("; ".join(standing.problems)), "free"),
        ]
        for standing in summary.lowest_first()
        if standing.first_open or standing.look
    ]
    if not rows:
        return "<h2>Who needs help</h2><p>Nobody: all are through.</p>"
    heads = ("submission", ("points", "number"), "stands at", "about the files")
    shown = max(ROWS, _in_trouble(summary))  # nobody in trouble is folded away
    first = table("Everyone who is not through, lowest first", heads, rows[:shown])
    if len(rows) > shown:
        rest = table("The others who are not through", heads, rows[shown:])
        first += f"<details><summary>{len(rows) - shown} more</summary>{rest}</details>"
    return "<h2>Who needs help</h2>" + first


def _counted(number, what):
    return f"{number} {what}{'' if number == 1 else 's'}"
