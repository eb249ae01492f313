"""Showing things in whatever front end there is: a notebook, a terminal, a plain script."""

import sys
from html import escape

NEUTRAL = ("#eceff3", "#1f2a37", "#52606d")  # background, text, edge
BOX = (
    "background:{};color:{};border-left:6px solid {};padding:8px 14px;margin:4px 0;"
    "max-width:46em;line-height:1.45;text-align:left"
).format(*NEUTRAL)


def show(text: str, html: str) -> None:
    """Display the HTML in a notebook and the text everywhere else."""
    if _in_ipython():
        from IPython.display import display

        display({"text/plain": text, "text/html": html}, raw=True)
    else:
        print(text)


def one_line_error(error):
    """`error`, which will be shown as one line: in IPython by itself, elsewhere by an except hook."""
    if not _in_ipython() and not getattr(sys.excepthook, "one_line", False):
        sys.excepthook = _one_line_hook(sys.excepthook)
    return error


def note(title, body, footer, code=False):
    """A titled note as (text, html); `code` keeps the body's line breaks and its typeface."""
    style = "font-family:monospace;white-space:pre-wrap;margin:6px 0" if code else "margin:6px 0"
    tag = "pre" if code else "p"
    html = (
        f'<div style="{BOX}"><strong>{escape(title)}</strong>'
        f'<{tag} style="{style};background:{NEUTRAL[0]};color:{NEUTRAL[1]}">{escape(body)}</{tag}>'
        f'<p style="margin:6px 0">{escape(footer)}</p></div>'
    )
    return f"{title}\n\n{body}\n\n{footer}", html


def paragraph(sentence) -> str:
    """One sentence in a box."""
    return f'<div style="{BOX}">{escape(sentence)}</div>'


def table(rows, total, maxima):
    """The progress table as (text, html). rows: (chapter, exercise, status, score)."""
    width = max(len(row[1]) for row in rows)
    lines = [f"{'chapter':<22}{'exercise':<{width}}  {'status':<22}  points"]
    cells = []
    last = None
    for (chapter, exercise, status, score), maximum in zip(rows, maxima):
        points = f"{score:g} / {maximum:g}"
        title, last = ("" if chapter == last else chapter), chapter
        mark = "\N{CHECK MARK} " if status == "passed" else ""
        lines.append(f"{title:<22}{exercise:<{width}}  {status:<22}  {points}".rstrip())
        cells.append((title, exercise, mark + status, points))
    footer = f"{total[0]:g} of {total[1]:g} points"
    head = "".join(
        f'<th scope="col" style="{_CELL}">{w}</th>' for w in ("chapter", "exercise", "status", "points")
    )
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(c)}</td>' for c in row) + "</tr>" for row in cells
    )
    html = (
        f'<div style="{BOX}"><strong>{footer}</strong><table style="border-collapse:collapse;'
        f'margin:8px 0;font-size:13px"><tr>{head}</tr>{body}</table></div>'
    )
    return "\n".join([*lines, footer]), html


_CELL = f"text-align:left;padding:2px 14px 2px 0;border:0;background:{NEUTRAL[0]};color:{NEUTRAL[1]}"


def _in_ipython():
    if "IPython" not in sys.modules:
        return False
    from IPython import get_ipython

    return get_ipython() is not None


def _one_line_hook(before):
    def hook(kind, error, trace):
        if hasattr(error, "_render_traceback_"):
            print(*error._render_traceback_(), sep="\n", file=sys.stderr)
        else:
            before(kind, error, trace)

    hook.one_line = True
    return hook
