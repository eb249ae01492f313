"""An environment with Colab's versions, and kernels in it that look like Colab's to a notebook.

It is built once into pytest's cache (or into the folder that DNN_HELPERS_COLAB_ENV names) and
used again as long as requirements.txt and the Python stay the same.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
REQUIREMENTS = HERE / "requirements.txt"
PLACE = "DNN_HELPERS_COLAB_ENV"  # a folder that keeps the environment between runs
BIN = "Scripts" if os.name == "nt" else "bin"


@dataclass(frozen=True)
class Colab:
    """A Python environment and a kernel in it, behind the name of a kernelspec."""

    python: Path
    kernel: str

    def run(self, notebook, folder):
        """Run all cells of a notebook in an otherwise empty folder, whether or not they fail."""
        from nbclient import NotebookClient

        place = {"metadata": {"path": str(folder)}}
        client = NotebookClient(
            notebook, kernel_name=self.kernel, timeout=600, allow_errors=True, resources=place
        )
        client.execute()
        return notebook

    def freeze(self) -> set[str]:
        """The lines of pip freeze; -I leaves out what only this folder or PYTHONPATH holds."""
        return set(_call(self.python, "-I", "-m", "pip", "freeze").splitlines())


@pytest.fixture(scope="session")
def environment(pytestconfig):
    """The Python of the environment with Colab's versions; built if it is not there yet."""
    kept = os.environ.get(PLACE)
    folder = Path(kept) if kept else pytestconfig.cache.mkdir("colab") / "environment"
    stamp = folder / "built_from.txt"
    recipe = f"{sys.version}\n{REQUIREMENTS.read_text(encoding='utf-8')}"
    python = folder / BIN / "python"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != recipe:
        _call(sys.executable, "-m", "venv", "--clear", folder)
        _call(python, "-I", "-m", "pip", "install", "-q", "-r", REQUIREMENTS)
        stamp.write_text(recipe, encoding="utf-8")
    return python


@pytest.fixture(scope="session")
def kernels(tmp_path_factory):
    """The folder in which Jupyter looks for kernelspecs."""
    folder = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder / "runtime"))
        yield folder / "kernels"


@pytest.fixture(scope="session")
def colab(environment, kernels, tmp_path_factory):
    """Colab with the workbook at hand: this checkout, on the Python path."""
    home = tmp_path_factory.mktemp("home")
    _write_kernel(kernels, "colab-with-workbook", environment, home, python_path=[PROJECT])
    return Colab(environment, "colab-with-workbook")


@pytest.fixture
def bare_colab(environment, kernels, tmp_path):
    """Colab as it is before the workbook is installed; the address leads to this checkout.

    What is installed lands in a layer of its own over the environment, which stays as it is.
    """
    layer = tmp_path / "layer"
    _call(environment, "-m", "venv", layer)
    python = layer / BIN / "python"
    below, above = (_site_packages(one) for one in (environment, python))
    (above / "below.pth").write_text(f"{below}\n", encoding="utf-8")
    git = {"GIT_CONFIG_GLOBAL": str(_git_config(tmp_path)), "GIT_CONFIG_NOSYSTEM": "1"}
    _write_kernel(kernels, "bare-colab", python, tmp_path / "home", extra=git)
    return Colab(python, "bare-colab")


# --- Kernels ----------------------------------------------------------------------------------


def _write_kernel(kernels, name, python, home, python_path=(), extra=None):
    """A kernelspec of a Colab-like kernel, with a home folder of its own."""
    startup = home / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-colab.py").write_text("import google.colab\n", encoding="utf-8")
    variables = {
        # %pip takes the first pip on the PATH
        "PATH": os.pathsep.join([str(python.parent), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join(map(str, [HERE / "stand_in", *python_path])),
        "IPYTHONDIR": str(home / "ipython"),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OPENBLAS_NUM_THREADS": "1",
        "DNN_HELPERS_SAVE": "off",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    spec = {
        "argv": [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": name,
        "language": "python",
        "env": variables | (extra or {}),
    }
    (kernels / name).mkdir(parents=True)
    (kernels / name / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


def _site_packages(python):
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(_call(python, "-c", code).strip())


# --- The project as a repository ----------------------------------------------------------------


def _git_config(folder):
    """A git configuration in which the workbook's address is a local repository of this checkout.

    The files are those of the working tree, so that the test speaks of what is here now.
    """
    repository, config = folder / "repository", folder / "gitconfig"
    for name in _files():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / name, repository / name)
    author = ("-c", "user.name=test", "-c", "user.email=test@example.invalid")
    author += ("-c", "commit.gpgsign=false")  # whatever the person's own git does
    _call("git", "-C", repository, "init", "-q")
    _call("git", "-C", repository, "add", "--all", "--force")
    _call("git", "-C", repository, *author, "commit", "-q", "-m", "the working tree")
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    address = project["urls"]["Repository"]
    config.write_text(f'[url "{repository.as_uri()}"]\n\tinsteadOf = {address}\n', encoding="utf-8")
    return config


def _files():
    """The files of the working tree that are in git, or would be with the next `git add`."""
    listed = _call("git", "-C", PROJECT, "ls-files", "-z", "-co", "--exclude-standard")
    return [name for name in listed.split("\0") if name and (PROJECT / name).is_file()]


def _call(*command):
    """Run a command and return what it printed; where it fails, say what it said."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout
