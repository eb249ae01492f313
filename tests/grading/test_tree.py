"""A folder on disk and a zip are read alike; nothing is followed, unpacked or trusted."""

import io
import os
import stat
import zipfile

import pytest

from dnn_helpers.grading import tree


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def outline(entry):
    """A tree as nested plain data: file contents, folders as dicts."""
    if isinstance(entry, tree.Link):
        return "link"
    if isinstance(entry, (tree.Folder, tree.ZippedFolder)):
        return {child.name: outline(child) for child in entry.entries()}
    return entry.read(100)


def test_a_folder_and_a_zip_of_it_look_the_same(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "one.txt").write_bytes(b"1")
    (tmp_path / "a" / "b" / "two.txt").write_bytes(b"2")
    path = zipped(tmp_path / "a.zip", {"one.txt": b"1", "b/two.txt": b"2"})
    assert (
        outline(tree.of(path))
        == outline(tree.of(tmp_path / "a"))
        == {"b": {"two.txt": b"2"}, "one.txt": b"1"}
    )
    assert tree.of(path).name == tree.of(tmp_path / "a").name == "a"


def test_a_zip_within_a_zip_is_a_folder_but_not_for_ever(tmp_path):
    content = b"deep"
    for _ in range(6):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("in.zip", content)
        content = buffer.getvalue()
    (tmp_path / "out.zip").write_bytes(content)
    entry, depth = tree.of(tmp_path / "out.zip"), 0
    while isinstance(entry, tree.ZippedFolder):
        (entry,), depth = entry.entries(), depth + 1
    assert depth == tree.MAX_NESTING + 1


def test_links_are_named_and_never_followed(tmp_path):
    (tmp_path / "folder").mkdir()
    os.symlink("/etc/passwd", tmp_path / "folder" / "x.ipynb")
    os.symlink(tmp_path / "folder", tmp_path / "folder" / "round")
    assert outline(tree.of(tmp_path / "folder")) == {"round": "link", "x.ipynb": "link"}
    member = zipfile.ZipInfo("x.ipynb")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr(member, "/etc/passwd")
    assert outline(tree.of(tmp_path / "z.zip")) == {"x.ipynb": "link"}


def test_names_that_lead_elsewhere_are_only_names(tmp_path):
    path = zipped(tmp_path / "z.zip", {"../../evil.ipynb": b"1", "/etc/x.ipynb": b"2"})
    outline(tree.of(path))
    assert sorted(os.listdir(tmp_path)) == ["z.zip"]


def test_no_more_is_read_than_was_asked_for(tmp_path):
    path = zipped(tmp_path / "bomb.zip", {"bomb": bytes(5_000_000)})
    (bomb,) = tree.of(path).entries()
    assert os.path.getsize(path) < 10_000 and len(bomb.read(1000)) == 1000


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", bytes(range(256)) * 10])
def test_a_broken_zip_raises_what_callers_expect(tmp_path, content):
    (tmp_path / "z.zip").write_bytes(content)
    with pytest.raises(tree.UNREADABLE):
        tree.of(tmp_path / "z.zip").entries()


def test_a_damaged_or_encrypted_member_raises_what_callers_expect(tmp_path):
    path = zipped(tmp_path / "z.zip", {"a.ipynb": os.urandom(2000)})
    data = bytearray(path.read_bytes())
    data[100:200] = bytes(100)
    path.write_bytes(data)
    (damaged,) = tree.of(path).entries()
    with pytest.raises(tree.UNREADABLE):
        damaged.read(5000)
    data = bytearray(zipped(tmp_path / "e.zip", {"a.ipynb": b"x"}).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1  # says: encrypted
    (tmp_path / "e.zip").write_bytes(data)
    (locked,) = tree.of(tmp_path / "e.zip").entries()
    with pytest.raises(tree.UNREADABLE):
        locked.read(5000)


def test_what_is_no_file_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    with pytest.raises(tree.UNREADABLE):
        tree.of(tmp_path / "pipe.ipynb").read(10)
