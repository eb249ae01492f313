"""What a run has done so far, so that it can go on after anything: DIR/.run.

`settings.json` says what the run is about, `done.jsonl` gets one line for every submission as it is
finished, and `lock` is held while somebody works. A run goes on only where its settings are the
same; otherwise it refuses and touches nothing.
"""

import errno
import json
import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where grading needs --unsafe
    fcntl = None

FOLDER, DRAFT = ".run", ".part"


class Refused(Exception):
    """Nothing was graded; the message says why, and what to do."""


class Journal:
    """A run's memory on disk. Use it as a context manager: it holds the lock.

    out       the folder of the results, which is made if need be
    settings  what has to be the same for a run to go on: plain data; its entry "submissions" holds
              name -> digest
    raises    Refused where another run is at work, or where the folder belongs to another run; OSError
    """

    def __init__(self, out: Path, settings: dict):
        self.out, self.folder, self.settings = out, out / FOLDER, settings
        self.path = self.folder / "done.jsonl"
        self._where: dict[str, tuple[int, int]] = {}

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.folder / "lock", self.out)
        try:
            before = saved_settings(self.out)
            if before is None:
                write_whole(self.folder / "settings.json", json.dumps(self.settings, indent=1) + "\n")
            else:
                _check_same(self.out, before, self.settings)
            self._file = open(self.path, "ab", buffering=0)  # noqa: SIM115 - closed in __exit__
            self._find_entries()
        except BaseException:
            self._lock.close()
            raise
        return self

    def __exit__(self, *exception):
        self._file.close()
        self._lock.close()

    def __contains__(self, name):
        return name in self._where

    def __len__(self):
        return len(self._where)

    def _find_entries(self):
        """Where every entry stands; a line that was cut off when the run ended is taken away."""
        end = 0
        with open(self.path, "rb") as lines:
            for line in lines:
                try:
                    name = json.loads(line)["submission"]
                except (ValueError, KeyError, TypeError):
                    break
                if not line.endswith(b"\n"):
                    break
                self._where[name] = end, len(line)
                end += len(line)
        if end < os.path.getsize(self.path):
            os.truncate(self.path, end)

    def append(self, entry: dict) -> None:
        """Write down a finished submission; raises OSError, and then nothing was written."""
        line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        start = os.path.getsize(self.path)
        if self._file.write(line) != len(line):
            os.truncate(self.path, start)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))
        self._where[entry["submission"]] = start, len(line)

    def entries(self):
        """All finished submissions by name, one after the other: never all in memory."""
        with open(self.path, "rb") as lines:
            for name in sorted(self._where):
                start, size = self._where[name]
                lines.seek(start)
                yield json.loads(lines.read(size))


def saved_settings(out: Path) -> dict | None:
    """The settings of the run in a folder, or None where there is none."""
    try:
        settings = json.loads((out / FOLDER / "settings.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        settings = None
    if not isinstance(settings, dict) or not isinstance(settings.get("submissions"), dict):
        raise Refused(f"--out {out} holds a run that cannot be read. Name another folder.")
    return settings


def _check_same(out, before, now):
    for key in now:
        if key != "submissions" and before.get(key) != now[key]:
            what = f"{key} {before.get(key)}, not {now[key]}" if key != "points" else "other points"
            raise Refused(
                f"--out {out} holds a run with {what}. Nothing was touched: name another folder, or ask "
                "for the same."
            )
    names = before["submissions"].keys() | now["submissions"].keys()
    changed = sorted(n for n in names if before["submissions"].get(n) != now["submissions"].get(n))
    if changed:
        some = ", ".join(changed[:3]) + (" and others" if len(changed) > 3 else "")
        raise Refused(
            f"--out {out} holds a run on other submissions: {some} came, went or changed. Nothing was "
            "touched: name another folder."
        )


def _locked(path, out):
    """A file held open and locked; the lock goes with the process, however it ends."""
    file = open(path, "a+b")  # noqa: SIM115 - its closing is what ends the lock
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        file.close()
        raise Refused(
            f"Another run is writing to --out {out}. Wait for it to end, or name another folder."
        ) from None
    return file


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(DRAFT)
    try:
        draft.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        os.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
