"""A notebook as a web page that everybody can read: `jupyter nbconvert --to workbook`.

nbconvert's own page drops the words of a figure, writes comments and prompts too faintly, and marks
a link by its colour alone. This one is the same page with those three put right.
"""

from html import escape

from nbconvert import HTMLExporter
from nbconvert.preprocessors import Preprocessor

# At least 4.5 to 1 on the ground of a code cell, which is #f5f5f5 or #212121.
CODE = {
    "light": {"comment": "#2d6464", "number": "#006b00", "operator": "#8a12d6"},
    "dark": {"comment": "#7fb5b5", "operator": "#cf8dff"},
}
STYLE = """<style>
body {{ {colours} --jp-cell-prompt-not-active-opacity: 1; }}
.jp-RenderedHTMLCommon a {{ text-decoration: underline !important; }}
</style>"""


class DescribedFigures(Preprocessor):
    """Puts the words that a figure carries into its picture's alt text."""

    def preprocess_cell(self, cell, resources, index):
        """The cell with its described pictures as HTML, which nbconvert shows as it is."""
        for output in cell.get("outputs", []):
            words = output.get("metadata", {}).get("image/png", {}).get("alt")
            if words:
                source = f"data:image/png;base64,{output.data['image/png']}"
                output.data["text/html"] = f'<img src="{source}" alt="{escape(words)}">'
        return cell, resources


class WorkbookPage(HTMLExporter):
    """nbconvert's page with alt text, code that can be read, and links that show; `theme` as there."""

    export_from_notebook = "Workbook page"  # its name in the export menu of Jupyter

    def __init__(self, **options):
        super().__init__(**options)
        self.register_preprocessor(DescribedFigures, enabled=True)

    def from_notebook_node(self, nb, resources=None, **options):
        """The page as (html, resources)."""
        html, resources = super().from_notebook_node(nb, resources, **options)
        return html.replace("</head>", f"{_style(self.theme)}\n</head>", 1), resources


def _style(theme):
    colours = CODE["dark" if theme == "dark" else "light"].items()
    return STYLE.format(colours=" ".join(f"--jp-mirror-editor-{n}-color: {c};" for n, c in colours))
