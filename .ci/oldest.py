"""Print a pip constraint for each requirement that has a lower bound: the oldest version it allows.

The bounds are those of pyproject.toml and requirements.txt, written nowhere else. Where a bound is
older than this Python, the oldest version with a wheel for it is taken.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]


def requirements() -> dict:
    """name -> the requirement, of all that has a lower bound."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = project["dependencies"] + [line for line in lines if line and line[0] not in "#-"]
    found = {one.name: one for one in map(Requirement, wanted)}
    return {name: one for name, one in found.items() if one.specifier}


def oldest(requirement) -> Version:
    """The oldest version that the requirement allows and that has a wheel for this Python."""
    said = pip("index", "versions", requirement.name).stdout
    (line,) = [line for line in said.splitlines() if line.startswith("Available versions:")]
    there = sorted(Version(text.strip()) for text in line.partition(":")[2].split(","))
    allowed = requirement.specifier.filter(there)
    return next(version for version in allowed if has_wheel(requirement.name, version))


def has_wheel(name, version) -> bool:
    """Whether pip finds a wheel of this version for this Python; nothing is installed."""
    wheels = ("--dry-run", "--ignore-installed", "--no-deps", "--only-binary", ":all:")
    return pip("install", *wheels, f"{name}=={version}").returncode == 0


def pip(*arguments):
    """Run pip and hand back how it ended and what it said."""
    return subprocess.run([sys.executable, "-m", "pip", *arguments], capture_output=True, text=True)


if __name__ == "__main__":
    for name, requirement in requirements().items():
        print(f"{name}=={oldest(requirement)}")
