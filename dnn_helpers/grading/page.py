"""The frame of every page for people: one file that needs nothing else.

No script, no network, no font. Light and dark follow the reader's setting; whoever writes a page
escapes every name and message, and gives every bar its number in words.
"""

from html import escape

WORDS = {
    "passed": "passed",
    "failed": "not right yet",
    "error": "stopped with an error",
    "timed_out": "did not come to an end",
    "not_attempted": "not attempted",
}
SIGNS = {"passed": "✓", "failed": "✗", "error": "!", "timed_out": "∞", "not_attempted": "–"}
STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --soft: #f0f2f5; --line: #6b7580;
  --bar: #1f6fb2; --good: #1e6b35; --bad: #a8321f; --link: #1a5a96; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e8eaed; --soft: #22272e;
  --line: #8b96a3; --bar: #6db3ea; --good: #7fd196; --bad: #f2a08f; --link: #8cc4f0; } }
* { box-sizing: border-box; }
body { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 54em; margin: 0 auto; padding: 1.5em 1em 4em; }
h1 { font-size: 1.6em; line-height: 1.2; overflow-wrap: anywhere; }
h2 { font-size: 1.25em; margin-top: 2em; }
h3 { font-size: 1.05em; margin: 1.5em 0 0; overflow-wrap: anywhere; }
a { color: var(--link); } a:focus, summary:focus { outline: 3px solid var(--link); outline-offset: 2px; }
p, li, dd { overflow-wrap: anywhere; } p.next { font-weight: 600; }
.said { background: var(--soft); padding: .6em .9em; margin: .4em 0; border-left: 4px solid var(--line); }
.said p { margin: .2em 0; } .said dl { margin: .4em 0 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; } dt { font-weight: 600; }
dd { margin: 0; white-space: pre-wrap; font-family: ui-monospace, monospace; font-size: .9em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding: .4em 0; }
thead th { border-bottom: 2px solid var(--line); }
th, td { text-align: left; padding: .3em .8em .3em 0; vertical-align: baseline; font-weight: normal; }
thead th, .word { font-weight: 600; }
tbody th, td.free { overflow-wrap: anywhere; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.bar { min-width: 6em; width: 40%; } td.narrow { width: 15%; }
td.bar div { background: var(--bar); height: .9em; }
.good { color: var(--good); } .bad { color: var(--bad); }
summary { cursor: pointer; }
@media (max-width: 30em) { dl { grid-template-columns: 1fr; } td.bar { width: 25%; min-width: 3em; } }
@media print { body { font-size: 12px; } }
"""
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def page(title: str, body: str) -> str:
    """A whole page; `title` is escaped, `body` is HTML."""
    return PAGE.format(title=escape(title), style=STYLE, body=body)


def status(word: str) -> str:
    """A status as a sign, a word and a colour, any of which would do."""
    kind = "good" if word == "passed" else "bad"
    return f'<span class="word {kind}"><span aria-hidden="true">{SIGNS[word]}</span> {WORDS[word]}</span>'


def points(entry: dict) -> str:
    """The score of a submission or an exercise in words."""
    return f"{entry['score']:g} of {entry['max_score']:g} points"


def table(caption: str, heads, rows) -> str:
    """A table; every row is a list of ready cells, every head a text or (text, class)."""
    heads = [(head, "") if isinstance(head, str) else head for head in heads]
    head = "".join(f'<th scope="col"{_class(kind)}>{escape(text)}</th>' for text, kind in heads)
    body = "".join(f"<tr>{''.join(row)}</tr>\n" for row in rows)
    caption = escape(caption)
    return (  # reached by the keyboard: on a small screen it scrolls sideways
        f'<div class="wide" tabindex="0" role="region" aria-label="{caption}">'
        f"<table><caption>{caption}</caption>"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n"
    )


def head_cell(html: str) -> str:
    """The cell that names its row."""
    return f'<th scope="row">{html}</th>'


def cell(html: str, kind: str = "") -> str:
    """An ordinary cell."""
    return f"<td{_class(kind)}>{html}</td>"


def bar_cell(share: float, kind: str = "") -> str:
    """A bar; its number stands in a cell beside it."""
    width = 100 * min(max(share, 0), 1)
    return f'<td class="{f"bar {kind}".strip()}"><div style="width:{width:.1f}%"></div></td>'


def _class(kind):
    return f' class="{kind}"' if kind else ""
