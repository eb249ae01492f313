"""A JupyterLab of one's own, driven through headless Chromium as a learner's hands would.

Everything that could come from the person's own Jupyter (settings, kernels, extensions, history)
is sent to a temporary folder, so that the tests see the same Lab on every machine.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from notebook_page import KERNEL_READY, LAB, OpenNotebook

PROJECT = Path(__file__).parents[2]
SCREENSHOTS = "DNN_HELPERS_SCREENSHOTS"  # a folder that keeps the pictures after the run
PATIENCE = 120  # seconds, for a server, a page or a kernel on a busy machine

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run --disable-quic"
).split()
NO_CALLS_HOME = {"fetchNews": "false", "checkForUpdates": False}  # no news, no look for updates

NOTEBOOK_OPEN = "() => window.jupyterapp?.shell.currentWidget?.content?.rendermime?.latexTypesetter"
EMPTY = {"cells": [], "metadata": {"kernelspec": {"name": "none"}}, "nbformat": 4, "nbformat_minor": 5}
SHUT_DOWN = "() => jupyterapp.shell.currentWidget.sessionContext.shutdown()"


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, the system's own: nothing is downloaded."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail("The browser tests need Playwright: pip install playwright")
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not program:
        pytest.fail("The browser tests need Chromium on the PATH (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def violations(browser):
    """What axe-core finds wrong on a page given as HTML, seen in a light or a dark scheme."""
    from audit import violations as found_on

    def found(html, scheme="light"):
        context = browser.new_context(color_scheme=scheme, offline=True)  # no page waits for a network
        page = context.new_page()
        page.set_content(html)
        messages = found_on(page)
        context.close()
        return messages

    return found


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A running JupyterLab, and Notebook 7 beside it: the form of its addresses, and its root folder."""
    home = tmp_path_factory.mktemp("jupyter")
    root = tmp_path_factory.mktemp("work")
    token, port = secrets.token_hex(16), _free_port()
    _write_settings(home / "jupyter_config_dir" / "labconfig" / "default_setting_overrides.json")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"]
    options = {
        "ServerApp.root_dir": root,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.ip": "127.0.0.1",
        "IdentityProvider.token": token,
        "JupyterNotebookApp.expose_app_in_browser": True,
        "ServerApp.allow_root": True,  # in a container one is root
    }
    command += [f"--{name}={value}" for name, value in options.items()]
    with open(home / "server.log", "wb") as log:
        server = subprocess.Popen(command, env=_environment(home), stdout=log, stderr=log)
    with _ended(server):
        _wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", server, home / "server.log")
        yield f"http://127.0.0.1:{port}/{{app}}/{{path}}?reset&token={token}", root


@pytest.fixture
def folder(lab, tmp_path):
    """A learner's own copy of the notebooks, inside the running Lab's root."""
    copy = lab[1] / tmp_path.name
    shutil.copytree(PROJECT / "notebooks", copy, ignore=shutil.ignore_patterns(".*", "my_network*"))
    return copy


@pytest.fixture
def open_notebook(browser, lab, folder):
    """Opens a notebook of the copy, named by its path inside it, with its kernel ready."""
    address, root = lab
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(PATIENCE * 1000)
    pages = []

    def open_it(name, theme="JupyterLab Light", app=LAB):
        page = context.new_page()
        page.goto(address.format(app=app, path=(folder / name).relative_to(root).as_posix()))
        page.wait_for_function(KERNEL_READY)
        pages.append(page)
        notebook = OpenNotebook(page)
        notebook.wear(theme)
        return notebook

    yield open_it
    for page in pages:
        page.evaluate(SHUT_DOWN)
    context.close()


@pytest.fixture(scope="module")
def lab_page(browser, lab):
    """A page of the running Lab with an empty notebook open, without a kernel."""
    address, root = lab
    (root / "empty.ipynb").write_text(json.dumps(EMPTY), encoding="utf-8")
    context = browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.goto(address.format(app=LAB, path="empty.ipynb"))
    page.wait_for_function(NOTEBOOK_OPEN)
    yield page
    context.close()


@pytest.fixture
def picture(tmp_path):
    """Saves a screenshot of a notebook's page under a name."""
    folder = Path(os.environ.get(SCREENSHOTS) or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return lambda notebook, name: notebook.page.screenshot(path=folder / f"{name}.png")


# --- The server -------------------------------------------------------------------------------


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _write_settings(path):
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"@jupyterlab/apputils-extension:notification": NO_CALLS_HOME}))


def _environment(home):
    """The environment of a learner's server: nobody's settings, and no sign of a test run.

    pytest's own variables would keep a passed function from being saved.
    """
    ours = ("JUPYTER", "IPYTHON", "PYTEST", "DNN_HELPERS")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    variables = (
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
        "IPYTHONDIR",
        "MPLCONFIGDIR",
    )
    own = {variable: str(home / variable.lower()) for variable in variables}
    own["PYTHONPATH"] = os.pathsep.join([str(PROJECT), *filter(None, [plain.get("PYTHONPATH")])])
    own["OPENBLAS_NUM_THREADS"] = "1"
    return plain | own


def _wait_for(address, server, log):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


@contextmanager
def _ended(server):
    """End the server by its own id at the end, and see to it that its kernels went with it."""
    import psutil  # comes with ipykernel

    try:
        yield
    finally:
        runs = server.poll() is None
        kernels = psutil.Process(server.pid).children(recursive=True) if runs else []
        server.terminate()
        server.wait(PATIENCE)
        _, left = psutil.wait_procs(kernels, timeout=PATIENCE)
        for process in left:
            process.kill()
        assert not left, f"processes left behind: {left}"
