"""What was handed in, as a tree: a folder on disk and a zip file are read alike.

Nothing is unpacked to disk and no link is followed. The files and folders of a tree are small
values that can be sent to another process, which reads them where they lie.
"""

import io
import stat
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MAX_ZIP_BYTES, MAX_ENTRIES, MAX_DEPTH, MAX_NESTING = 100 * 2**20, 50_000, 30, 3
UNREADABLE = (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True)
class File:
    """A file on disk."""

    path: Path

    @property
    def name(self):
        return self.path.name

    def read(self, limit: int) -> bytes:
        """At most `limit` bytes; raises one of UNREADABLE."""
        if not self.path.is_file():  # a pipe or a device might never end
            raise ValueError("it is no file")
        with open(self.path, "rb") as file:
            return file.read(limit)


@dataclass(frozen=True)
class Folder:
    """A folder on disk."""

    path: Path

    @property
    def name(self):
        return self.path.resolve().name

    def entries(self):
        """What lies directly in it, by name; raises OSError."""
        return [_on_disk(path) for path in sorted(self.path.iterdir(), key=lambda path: path.name)]


@dataclass(frozen=True)
class Link:
    """A symbolic link: it is named, never followed."""

    name: str


@dataclass(frozen=True)
class ZippedFile:
    """A file in a zip.

    archive  the zip file on disk        inside  the zips between it and the file, outermost first
    member   the file's name in the innermost
    """

    archive: Path
    inside: tuple[str, ...]
    member: str

    @property
    def name(self):
        return self.member.rstrip("/").rpartition("/")[2]

    def read(self, limit: int) -> bytes:
        """At most `limit` bytes; raises one of UNREADABLE."""
        with _opened(self.archive, self.inside).open(self.member) as file:
            return file.read(limit)


@dataclass(frozen=True)
class ZippedFolder:
    """A folder in a zip, or the whole content of one (prefix "")."""

    archive: Path
    inside: tuple[str, ...] = ()
    prefix: str = ""

    @property
    def name(self):
        whole = (self.inside or (self.archive.name,))[-1]
        return self.prefix.rstrip("/").rpartition("/")[2] or Path(whole).stem

    def entries(self):
        """What lies directly in it, by name; raises one of UNREADABLE."""
        names = _contents(self.archive, self.inside).get(self.prefix, {})
        return [self._entry(name, member) for name, member in sorted(names.items())]

    def _entry(self, name, member):
        path = self.prefix + name
        if member is None:
            return ZippedFolder(self.archive, self.inside, path + "/")
        if stat.S_ISLNK(member.external_attr >> 16):
            return Link(name)
        if is_zip(name) and len(self.inside) < MAX_NESTING:
            return ZippedFolder(self.archive, (*self.inside, path))
        return ZippedFile(self.archive, self.inside, path)


def of(path: Path):
    """The tree at a path that somebody named: there, a link is followed."""
    if path.is_dir():
        return Folder(path)
    return ZippedFolder(path) if is_zip(path.name) else File(path)


def _on_disk(path):
    return Link(path.name) if path.is_symlink() else of(path)


def is_zip(name: str) -> bool:
    """Whether a name is a zip file's."""
    return name.lower().endswith(".zip")


@lru_cache(maxsize=4)  # all files of a zip are read one after another
def _opened(archive, inside):
    if not inside:
        return zipfile.ZipFile(archive)
    with _opened(archive, inside[:-1]).open(inside[-1]) as file:
        content = file.read(MAX_ZIP_BYTES + 1)
    if len(content) > MAX_ZIP_BYTES:
        raise ValueError(f"a zip within it is larger than {MAX_ZIP_BYTES // 2**20} MB")
    return zipfile.ZipFile(io.BytesIO(content))


@lru_cache(maxsize=4)
def _contents(archive, inside):
    """Of every folder of a zip, by its prefix: name -> member, or None for a folder."""
    members = _opened(archive, inside).infolist()
    if len(members) > MAX_ENTRIES:
        raise ValueError(f"it holds more than {MAX_ENTRIES} files")
    folders = defaultdict(dict)
    for member in members:
        *above, name = member.filename.split("/")[:MAX_DEPTH]
        for depth, folder in enumerate(above):
            folders["".join(part + "/" for part in above[:depth])][folder] = None
        if name:
            folders["".join(part + "/" for part in above)].setdefault(name, member)
    return dict(folders)
