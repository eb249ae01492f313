"""Whether text can be read: its contrast to whatever stands behind it."""

import re

AA = 4.5  # the least contrast of text to background that the accessibility guidelines (WCAG) allow

# The colours of every piece of text in a report: of the text, and of the grounds it stands on.
COLOURS = """report => [report, ...report.querySelectorAll('*')]
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => {
        const grounds = [];
        for (let at = one; at; at = at.parentElement) {
            grounds.push(getComputedStyle(at).backgroundColor);
        }
        return [one.textContent, getComputedStyle(one).color, grounds];
    })"""


def faint_text(report) -> list:
    """The pieces of text in a report whose contrast to their ground is below AA."""
    pieces = report.locator("> *").first.evaluate(COLOURS)
    assert pieces
    seen = [(text, contrast(rgba(colour)[:3], ground(grounds))) for text, colour, grounds in pieces]
    return [(text, ratio) for text, ratio in seen if ratio < AA]


def rgba(colour):
    """A computed colour as (red, green, blue, alpha)."""
    kind, *numbers = re.findall(r"^rgba?|[\d.]+", colour)
    red, green, blue, *alpha = map(float, numbers)
    return red, green, blue, alpha[0] if alpha else 1.0


def ground(layers):
    """The colour that the eye sees behind a text: the layers behind it, painted on white."""
    seen = (255.0, 255.0, 255.0)
    for layer in reversed(layers):
        *colour, alpha = rgba(layer)
        seen = tuple(alpha * new + (1 - alpha) * old for new, old in zip(colour, seen, strict=True))
    return seen


def luminance(colour):
    """The relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)
