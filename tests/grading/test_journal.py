"""A run's memory: it survives being cut off anywhere, and belongs to one run alone."""

import json

import pytest

from dnn_helpers.grading.journal import Journal, Refused

SETTINGS = {"version": "1", "seed": 3, "points": {"relu": 5.0}, "submissions": {"ada": "a", "bob": "b"}}
ADA, BOB = ({"submission": name, "score": 1.0, "note": "ü" * 5} for name in ("ada", "bob"))


def files(folder):
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


def test_entries_come_back_by_name_in_this_run_and_the_next(tmp_path):
    with Journal(tmp_path, SETTINGS) as journal:
        journal.append(BOB)
        journal.append(ADA)
        assert list(journal.entries()) == [ADA, BOB] and "ada" in journal and len(journal) == 2
    with Journal(tmp_path, SETTINGS) as journal:
        assert list(journal.entries()) == [ADA, BOB]


def test_wherever_a_line_was_cut_off_the_ones_before_it_are_kept(tmp_path):
    with Journal(tmp_path, SETTINGS) as journal:
        journal.append(ADA)
        whole = journal.path.stat().st_size
        journal.append(BOB)
    content = journal.path.read_bytes()
    for end in range(whole, len(content)):
        journal.path.write_bytes(content[:end])
        with Journal(tmp_path, SETTINGS) as again:
            assert list(again.entries()) == [ADA]
            again.append(BOB)
            assert list(again.entries()) == [ADA, BOB]


@pytest.mark.parametrize("change, said", [
    ({"version": "2"}, "version 1, not 2"),
    ({"seed": 4}, "seed 3, not 4"),
    ({"points": {"relu": 6.0}}, "other points"),
    ({"submissions": {"ada": "a", "bob": "other"}}, "bob came, went or changed"),
    ({"submissions": {"ada": "a"}}, "bob"),
    ({"submissions": {"ada": "a", "bob": "b", "eve": "e"}}, "eve"),
])  # fmt: skip
def test_another_run_is_refused_and_nothing_is_touched(tmp_path, change, said):
    with Journal(tmp_path, SETTINGS) as journal:
        journal.append(ADA)
    before = files(tmp_path)
    with pytest.raises(Refused, match=said), Journal(tmp_path, SETTINGS | change):
        pass
    assert files(tmp_path) == before


def test_two_at_once_are_one_too_many(tmp_path):
    with Journal(tmp_path, SETTINGS):
        with pytest.raises(Refused, match="Another run"), Journal(tmp_path, SETTINGS):
            pass
    with Journal(tmp_path, SETTINGS):
        pass


def test_settings_that_cannot_be_read_are_refused(tmp_path):
    with Journal(tmp_path, SETTINGS) as journal:
        pass
    (journal.folder / "settings.json").write_text("{")
    with pytest.raises(Refused, match="cannot be read"), Journal(tmp_path, SETTINGS):
        pass


def test_a_full_disk_loses_nothing_that_was_written(tmp_path, monkeypatch):
    with Journal(tmp_path, SETTINGS) as journal:
        journal.append(ADA)
        real = journal._file

        class Full:
            def write(self, line):
                return real.write(line[:5])  # as much as there was room for

            def close(self):
                real.close()

        journal._file = Full()
        with pytest.raises(OSError, match="No space"):
            journal.append(BOB)
        assert list(journal.entries()) == [ADA]
    assert [json.loads(line) for line in journal.path.read_bytes().splitlines()] == [ADA]
