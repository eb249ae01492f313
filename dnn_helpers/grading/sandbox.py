"""Shut a process in before it runs code that nobody trusts.

One warm process loads NumPy, calls `seal_server` and forks once per submission; each fork
calls `seal_child` and only then meets learner code. From then on that code can compute,
allocate, tell the time, use the descriptors it was left and read NumPy and the standard
library. Two walls carry this, neither enough alone: Landlock withholds files and TCP, a
seccomp filter withholds every system call not on its list. Resource limits do the rest, and
are complete because a sealed child cannot make another process.

The package holds what learner code must not read, so the warm process never imports
`dnn_helpers`: `bare_python` gives it an empty package named `room` instead, which finds the
modules of this folder and of the package's own (`from room import sandbox, attempt`) until
`seal_server`; afterwards nothing more of either can be read. What it imported, learner code
can see: let it import nothing secret.
"""

import contextlib
import functools
import math
import os
import subprocess
import sys
import typing

from . import landlock, seccomp
from .landlock import readable_for_numpy

if sys.platform == "linux":
    import resource

ADVICE = (
    "Grade on Linux 5.13 or newer with Landlock switched on (WSL2 or a container will do), "
    "or pass --unsafe if you trust the code you grade."
)
PROBE_SECONDS = 60  # far more than it takes: a loaded machine must not pass for an unfit one
# One thread: with two, a sealed fork waits for ever for the other at its first product.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
BOOT = """\
import sys, types
room = sys.modules["room"] = types.ModuleType("room")
room.__path__ = [sys.argv.pop(1), sys.argv.pop(1)]
sys.path.append(sys.argv[1])
import numpy
sys.path.remove(sys.argv.pop(1))
from room import sandbox
"""
PDEATHSIG, DUMPABLE, NO_NEW_PRIVS, SIGKILL = 1, 4, 38, 9  # prctl's names, and the signal


class SandboxError(RuntimeError):
    """This process could not be sealed; learner code must not run in it."""


class _Seal(typing.NamedTuple):
    """What `seal_server` knew and `seal_child` can no longer find out."""

    server: int
    mapped_bytes: int
    child_filter: bytes
    landlock_version: int


_seal: _Seal | None = None


@functools.cache
def why_unavailable() -> str | None:
    """None if a process can be sealed here, else a sentence: what is missing, what to do.

    Goes through the whole sequence once, in a process that is thrown away; the answer is kept.
    """
    fault = _missing_kernel() or _failed_rehearsal()
    return f"No sandbox here: {fault}. {ADVICE}" if fault else None


def _missing_kernel():
    if sys.platform != "linux":
        return f"{sys.platform} has no Landlock and no seccomp"
    if seccomp.machine() is None:
        return f"no system call filter is known for this machine ({os.uname().machine})"
    try:
        landlock.version()
    except OSError as error:
        return f"the kernel or the container withholds Landlock ({error.strerror})"
    return None


def _failed_rehearsal():
    try:
        command = bare_python("raise SystemExit(sandbox.rehearse())")
        result = subprocess.run(command, env=bare_environment(), stdin=subprocess.DEVNULL,
                                capture_output=True, text=True, errors="replace",
                                timeout=PROBE_SECONDS, cwd="/")  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"a sealed process hung for {PROBE_SECONDS} s"
    except (OSError, ModuleNotFoundError, TypeError) as error:
        return f"no bare Python with NumPy can be started ({error})"
    last_lines = result.stderr.strip().splitlines()[-1:] or [f"it ended with {result.returncode}"]
    return f"a sealed process does not work: {last_lines[0]}" if result.returncode else None


def rehearse() -> int:
    """Seal this process, fork, seal the fork, try it out: 0 if all is well.

    Else the last line on stderr says what is wrong. Only for a process that is thrown away, as
    `why_unavailable` starts one.
    """
    seal_server(readable_for_numpy())
    child = os.fork()
    if child == 0:
        try:
            seal_child(2**28, 30, 2**20)
            fault = _trial()
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"
        os.write(2, fault.encode())
        os._exit(bool(fault))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _trial():
    """Be learner code for a moment; say what is wrong."""
    import decimal  # a lazy import is part of the trial

    import numpy

    square = numpy.full((64, 64), 0.5)
    if (square @ square)[0, 0] != 16 or decimal.Decimal(1) != 1:
        return "NumPy gave a wrong product"
    with contextlib.suppress(PermissionError):
        os.close(os.open(__file__, os.O_RDONLY))
        return "a file outside can be read"
    with contextlib.suppress(PermissionError):
        os.fork() or os._exit(0)
        return "a process can be forked"
    return ""


def bare_environment() -> dict[str, str]:
    """The environment for `bare_python`: one thread, UTF-8, stable hashes, nothing of ours."""
    kept = {"LD_LIBRARY_PATH"} & os.environ.keys()  # some Pythons do not start without it
    fixed = {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    return {name: os.environ[name] for name in kept} | fixed | dict.fromkeys(ONE_THREAD, "1")


def bare_python(script: str, *arguments: str) -> list[str]:
    """The command that runs `script` in a bare interpreter: NumPy loaded, nothing else of ours.

    `script` finds this module as `sandbox`, the others as `room.NAME`, and `arguments` in
    `sys.argv[1:]`. Run it with `bare_environment()`. No folder of installed packages is on
    `sys.path`, so learner code cannot import `dnn_helpers` by name either.
    Raises ModuleNotFoundError without NumPy.
    """
    folders = [os.path.dirname(os.path.abspath(__file__)), landlock.PACKAGE]
    folders.append(os.path.dirname(landlock.numpy_folder()))
    return [sys.executable, "-PsS", "-c", BOOT + script, *folders, *arguments]


def seal_server(readable: list[str]) -> None:
    """Shut this process in, for good; afterwards it can fork children that seal themselves.

    Call it once, with NumPy imported, one thread, and no descriptor open that a child should
    not inherit. Afterwards nothing but `readable` can be read and nothing written, every
    privilege of root is gone, and the process dies with the thread that started it.
    Raises SandboxError; the process must then not run anything untrusted.
    """
    global _seal
    if len(os.listdir("/proc/self/task")) != 1:
        raise SandboxError("more than one thread runs; set OPENBLAS_NUM_THREADS=1 before NumPy")
    try:
        version = landlock.version()
        filters = [seccomp.build(rules()) for rules in (seccomp.child_rules, seccomp.server_rules)]
        seal = _Seal(os.getpid(), _mapped_bytes(), filters[0], version)
        _offer_to_die_first()
        _drop_privileges()
        landlock.restrict(readable, version)
        seccomp.install(filters[1])
    except OSError as error:
        raise SandboxError(f"the process cannot be sealed: {error}") from error
    _seal = seal


def _mapped_bytes():
    with open("/proc/self/statm", encoding="utf-8") as counts:
        return int(counts.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _offer_to_die_first():
    # Where memory runs out, the kernel shall end a child, not the grader; inherited by forks.
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")


def _drop_privileges():
    seccomp.call("prctl", NO_NEW_PRIVS, 1, 0, 0, 0)
    version_3, this_process = (0x20080522).to_bytes(4, sys.byteorder), bytes(4)
    seccomp.call("capset", version_3 + this_process, bytes(24))
    _die_with_parent()


def _die_with_parent():
    seccomp.call("prctl", PDEATHSIG, SIGKILL, 0, 0, 0)
    seccomp.call("prctl", DUMPABLE, 0, 0, 0, 0)  # no core, and closed to others' ptrace


def seal_child(memory_bytes: int, cpu_seconds: float, output_bytes: int) -> None:
    """Shut a fork of the sealed server in further, for good, before it meets learner code.

    It may map `memory_bytes` more than the server had, compute for `cpu_seconds` (whatever it
    does about SIGXCPU) and let a file grow to `output_bytes`; a pipe has no such limit, its
    reader must stop reading. It can make no process or thread, and dies with the server.
    Raises SandboxError; the process must then not run anything untrusted.
    """
    if _seal is None or os.getpid() == _seal.server:
        raise SandboxError("seal_child belongs in a fork of a process that called seal_server")
    try:
        _die_with_parent()
        if os.getppid() != _seal.server:  # it died before we asked to die with it
            raise SandboxError("the server is gone")
        _set_limits(_seal.mapped_bytes + memory_bytes, cpu_seconds, output_bytes)
        # A domain of its own: other children and the server are out of its reach.
        landlock.withdraw(_seal.landlock_version)
        seccomp.install(_seal.child_filter)
    except (OSError, ValueError, OverflowError) as error:
        raise SandboxError(f"the child cannot be sealed: {error}") from error


def _set_limits(memory_bytes, cpu_seconds, output_bytes):
    cpu = max(1, math.ceil(cpu_seconds))
    limits = {"AS": memory_bytes, "FSIZE": output_bytes, "NOFILE": 64}
    limits |= dict.fromkeys(("CORE", "NPROC", "MEMLOCK", "MSGQUEUE"), 0)
    for name, value in limits.items():
        _limit(getattr(resource, f"RLIMIT_{name}"), value, value)
    _limit(resource.RLIMIT_CPU, cpu, cpu + 1)


def _limit(kind, soft, hard):
    ceiling = resource.getrlimit(kind)[1]
    if ceiling != resource.RLIM_INFINITY:  # never above what the machine's owner set
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))


def close_other_descriptors(keep: set[int]) -> None:
    """Close every open descriptor that is not in `keep`: 0, 1 and 2 as well."""
    edges = [-1, *sorted(keep), 2**32 - 1]
    for before, after in zip(edges, edges[1:], strict=False):
        if before + 1 < after:
            seccomp.call("close_range", before + 1, after - 1, 0)
