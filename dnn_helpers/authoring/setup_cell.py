"""What every notebook says of where the workbook is: its setup cell and its badge, from one address."""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"

BADGE = re.compile(r"\n*\[Open in Colab\]\([^)]*\)\s*$")
TEMPLATE = """\
#@title Setup: run this cell first {{ display-mode: "form" }}
SAVE_TO_DRIVE = False  #@param {{type:"boolean"}}
try:
    import dnn_helpers
except ImportError:
    %pip install -q "dnn-workbook @ git+{address}"
from dnn_helpers import check, hint, progress, setup, show, solution  # not found? Go online, run this again
setup(SAVE_TO_DRIVE)"""


def address() -> str:
    """Where the workbook can be installed from: [project.urls] Repository in pyproject.toml."""
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["urls"]["Repository"]


def setup_cell() -> str:
    """The source of the setup cell."""
    return TEMPLATE.format(address=address())


def badge(name: str) -> str:
    """The link that opens a learner notebook in Colab; it works where the address is GitHub's."""
    where = address().removeprefix("https://github.com/").removesuffix(".git").rstrip("/")
    return f"[Open in Colab](https://colab.research.google.com/github/{where}/blob/main/notebooks/{name})"


def with_badge(title: str, name: str) -> str:
    """A title cell's text with the badge of this address as its last line."""
    return f"{BADGE.sub('', title).rstrip()}\n\n{badge(name)}"


def is_setup_cell(cell) -> bool:
    """Whether a cell is the setup cell, of this address or another."""
    return cell.cell_type == "code" and bool(re.match(r"#@title Setup", cell.source))
