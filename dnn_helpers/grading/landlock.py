"""Landlock: the kernel's way for a process to give up files and the network, for good.

What the kernel can withhold grew with its versions; everything it can, is withheld.
"""

import importlib.util
import os
import stat
import struct
import sysconfig

from .seccomp import call

READ_FILE, READ_DIR = 1 << 2, 1 << 3
# Rights over files that each version knows, as a count of bits; later versions know no more.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
TCP_BIND_AND_CONNECT = 0b11  # from version 4
ABSTRACT_SOCKETS_AND_SIGNALS = 0b11  # from version 6: none reach processes outside
KEEP_AUDIT_QUIET = 1  # from version 7: a loop of refusals must not fill the machine's log
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # holds the solutions
SITE_FOLDERS = ("site-packages", "dist-packages")
LIST_ONLY = os.sep  # ends a path whose names may be listed while its files stay shut


def version():
    """The version of Landlock here.

    Raises OSError: ENOSYS without it in the kernel, EOPNOTSUPP where it is switched off at
    boot, EPERM where a container forbids it.
    """
    return call("landlock_create_ruleset", 0, 0, 1)


def attributes(known, reading=True):
    """What a new domain takes charge of, as the struct that version `known` expects.

    Without `reading` it leaves the reading of files to the domains around it.
    """
    files = (1 << FILE_RIGHTS[min(known, 5)]) - 1
    files &= -1 if reading else ~(READ_FILE | READ_DIR)
    packed = struct.pack("=QQQ", files, TCP_BIND_AND_CONNECT, ABSTRACT_SOCKETS_AND_SIGNALS)
    return packed[: 8 if known < 4 else 16 if known < 6 else 24]


def rights(path, mode):
    """What a rule for `path`, a file of type `mode`, lets a process do."""
    if path.endswith(LIST_ONLY):
        return READ_DIR
    return READ_FILE | READ_DIR if stat.S_ISDIR(mode) else READ_FILE


def _allow(ruleset, path):
    # O_PATH: the rule names the file, so permission to read it is not needed yet.
    beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        allowed = rights(path, os.fstat(beneath).st_mode)
        call("landlock_add_rule", ruleset, 1, struct.pack("=Qi", allowed, beneath), 0)
    finally:
        os.close(beneath)


def restrict(readable, known):
    """Let this process, for good, only read `readable` and what lies beneath it.

    A path that ends in `LIST_ONLY` gives the names beneath it and no content. Files that are
    open already stay so. The process must have set no_new_privs; `known` is `version()`.
    Raises OSError if a path cannot be opened or the kernel refuses.
    """
    _enter_domain(attributes(known), readable, known)


def withdraw(known):
    """Put this process into a domain of its own, out of which it reaches no other process.

    Domains add up: what an earlier one withheld stays withheld, what it let read stays so.
    Raises OSError if the kernel refuses.
    """
    _enter_domain(attributes(known, reading=False), [], known)


def _enter_domain(in_charge, readable, known):
    ruleset = call("landlock_create_ruleset", in_charge, len(in_charge), 0)
    try:
        for path in readable:
            _allow(ruleset, path)
        call("landlock_restrict_self", ruleset, KEEP_AUDIT_QUIET if known >= 7 else 0)
    finally:
        os.close(ruleset)


# Which paths a sealed process has to read.


def numpy_folder():
    """The folder NumPy is in, found without loading it; ModuleNotFoundError if there is none."""
    spec = importlib.util.find_spec("numpy")
    if spec is None:
        raise ModuleNotFoundError("No module named 'numpy'", name="numpy")
    return os.path.dirname(spec.origin)


def readable_for_numpy() -> list[str]:
    """The paths that NumPy and lazy imports of the standard library need, for `restrict`.

    Call it in the process to be sealed, with NumPy imported. Paths beneath which installed
    packages, this package or the home folder lie are replaced by what is needed of them.
    """
    numpy = numpy_folder()
    site = os.path.dirname(numpy)
    guarded = [PACKAGE, os.path.expanduser("~"), site]
    paths = stdlib_entries(os.path.dirname(os.__file__), guarded)
    extensions = sysconfig.get_config_var("DESTSHARED")  # lib-dynload, where it lies elsewhere
    paths += [extensions] if extensions and not _holds(extensions, guarded) else []
    paths += [numpy, numpy + ".libs", *_shared_libraries(), "/etc/ld.so.cache"]
    return [path for path in dict.fromkeys(paths) if os.path.exists(path)]


def stdlib_entries(stdlib, guarded):
    """The entries of the folder `stdlib` but for installed packages and what holds `guarded`.

    Comes with the folder itself to be listed only, because imports look names up in it.
    """
    entries = sorted(e.path for e in os.scandir(stdlib) if e.name not in SITE_FOLDERS)
    allowed = [path for path in entries if not _holds(path, guarded)]
    return [stdlib + LIST_ONLY, *allowed]


def _holds(folder, guarded):
    real = os.path.join(os.path.realpath(folder), "")
    return any(os.path.join(os.path.realpath(place), "").startswith(real) for place in guarded)


def _shared_libraries():
    """The libraries beside those in use, one by one: such a folder can hold all of Python."""
    with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
        mapped = {line.rstrip("\n").partition("/")[2] for line in maps}
    folders = {os.path.dirname("/" + path) for path in mapped if ".so" in os.path.basename(path)}
    folders = {f for f in folders if not set(SITE_FOLDERS) & set(f.split("/"))}
    folders.add(sysconfig.get_config_var("LIBDIR"))
    return sorted(e.path for folder in folders if folder and os.path.isdir(folder)
                  for e in os.scandir(folder) if ".so" in e.name and e.is_file())  # fmt: skip
