"""Promises of dnn_helpers.datasets: sound files are read, every fault is named in a sentence."""

import importlib
import math
import tracemalloc

import h5py
import numpy as np
import pytest

from dnn_helpers import datasets
from dnn_helpers import reference as ref
from dnn_helpers.datasets import Dataset, DatasetError, flatten, load_dataset, load_digits, spirals


def sound_arrays() -> dict[str, np.ndarray]:
    rng = np.random.RandomState(0)
    return {
        "train_set_x": rng.randint(0, 256, (6, 5, 4, 3)).astype(np.uint8),
        "train_set_y": np.array([0, 1, 1, 0, 1, 0]),
        "test_set_x": rng.randint(0, 256, (3, 5, 4, 3)).astype(np.uint8),
        "test_set_y": np.array([[1, 0, 1]]),
        "list_classes": np.array([b"non-cat", b"cat"]),
    }


def write(path, arrays):
    with h5py.File(path, "w") as file:
        for key, array in arrays.items():
            file[key] = array
    return path


def refusal(*paths) -> str:
    with pytest.raises(DatasetError) as caught:
        load_dataset(*paths)
    message = str(caught.value)
    assert message.endswith(".") and "\n" not in message
    return message


@pytest.fixture
def faulty(tmp_path):
    """The message that meets a sound file in which some arrays were replaced."""

    def message(**replaced):
        return refusal(write(tmp_path / "faulty.h5", sound_arrays() | replaced))

    return message


class TestSoundFiles:
    def test_one_file_with_all_keys_is_read(self, tmp_path):
        arrays = sound_arrays()
        data = load_dataset(write(tmp_path / "all.h5", arrays))
        assert isinstance(data, Dataset)
        assert np.array_equal(data.train_x, arrays["train_set_x"])
        assert data.classes == ("non-cat", "cat")

    def test_labels_come_as_one_row_of_integers_however_they_are_stored(self, tmp_path):
        data = load_dataset(str(write(tmp_path / "all.h5", sound_arrays())))
        assert data.train_y.shape == (1, 6) and data.test_y.shape == (1, 3)
        assert data.train_y.dtype == data.test_y.dtype == np.int64

    def test_train_and_test_may_be_two_files_as_in_the_course(self, tmp_path):
        arrays = sound_arrays()
        parts = [
            write(tmp_path / f"{part}.h5", {k: v for k, v in arrays.items() if other not in k})
            for part, other in (("train", "test_set"), ("test", "train_set"))
        ]
        assert np.array_equal(load_dataset(*parts).test_x, arrays["test_set_x"])

    def test_images_without_colours_are_read(self, tmp_path):
        arrays = sound_arrays()
        grey = {f"{p}_set_x": arrays[f"{p}_set_x"][..., 0] for p in ("train", "test")}
        assert load_dataset(write(tmp_path / "g.h5", arrays | grey)).train_x.shape == (6, 5, 4)

    def test_images_keep_their_dtype(self, tmp_path):
        assert load_dataset(write(tmp_path / "all.h5", sound_arrays())).train_x.dtype == np.uint8


class TestOwnData:
    @pytest.mark.parametrize("colours", [(), (3,)], ids=["grey", "colours"])
    @pytest.mark.parametrize("labels_shape", [(-1,), (1, -1)], ids=str)
    @pytest.mark.parametrize("pixels", ["uint8", "int64", "float32"])
    @pytest.mark.parametrize("names", [np.array([b"no", b"yes"]), ["no", "yes"]], ids=["bytes", "text"])
    def test_every_form_of_the_layout_trains_unchanged(self, tmp_path, colours, labels_shape, pixels, names):
        rng, arrays = np.random.RandomState(0), {"list_classes": names}
        for part, m in (("train", 12), ("test", 4)):
            labels = np.arange(m) % 2
            images = rng.randint(0, 100, (m, 5, 4, *colours))
            images[labels == 1] += 150
            arrays[f"{part}_set_x"] = (images / (255 if pixels == "float32" else 1)).astype(pixels)
            arrays[f"{part}_set_y"] = labels.reshape(labels_shape)
        data = load_dataset(write(tmp_path / "own.h5", arrays))
        X = flatten(data.train_x)
        parameters, costs = ref.L_layer_model(X, data.train_y, [len(X), 4, 1], 0.1, 301)
        assert costs[-1] < 0.1 and data.classes == ("no", "yes")
        assert np.array_equal(ref.predict(flatten(data.test_x), parameters), data.test_y)


class TestFilesThatCannotBeRead:
    def test_a_missing_file_is_named(self, tmp_path):
        assert "nowhere.h5" in refusal(tmp_path / "nowhere.h5")

    def test_a_folder_is_called_a_folder(self, tmp_path):
        assert "it is a folder" in refusal(tmp_path)

    def test_a_file_that_is_not_hdf5_is_told(self, tmp_path):
        (tmp_path / "page.h5").write_text("<html>not found</html>")
        assert "does not begin like one" in refusal(tmp_path / "page.h5")

    def test_an_empty_file_is_told(self, tmp_path):
        (tmp_path / "empty.h5").touch()
        assert "0 bytes" in refusal(tmp_path / "empty.h5")

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
    def test_a_truncated_file_is_told(self, tmp_path, share):
        whole = write(tmp_path / "whole.h5", sound_arrays()).read_bytes()
        (tmp_path / "cut.h5").write_bytes(whole[: int(share * len(whole))])
        assert "truncated" in refusal(tmp_path / "cut.h5")


class TestFilesLargerThanMemory:
    """HDF5 writes only the chunks that hold something: these files are large and take no room."""

    @pytest.fixture
    def large(self, tmp_path):
        def file_with(count):
            path = write(tmp_path / "large.h5", sound_arrays())
            with h5py.File(path, "a") as file:
                del file["train_set_x"]
                file.create_dataset("train_set_x", (count, 64, 64, 3), "uint8", chunks=(1, 64, 64, 3))
            assert path.stat().st_size < 50_000
            return path

        return file_with

    def test_the_room_it_needs_is_told_before_it_is_read(self, large):
        message = refusal(large(10**8))
        assert "large.h5 should fit into memory" in message
        assert "train_set_x of shape (100000000, 64, 64, 3) needs 11,059.2 GB" in message

    def test_what_just_fits_is_read_and_what_just_does_not_is_refused(self, tmp_path, monkeypatch):
        arrays = sound_arrays()
        path, needed = write(tmp_path / "all.h5", arrays), 9 * arrays["train_set_x"].size  # a byte, then 8
        monkeypatch.setattr(datasets, "_memory", lambda: needed)
        assert np.array_equal(load_dataset(path).train_x, arrays["train_set_x"])
        monkeypatch.setattr(datasets, "_memory", lambda: needed - 1)
        assert "train_set_x of shape (6, 5, 4, 3) needs" in refusal(path)

    def test_it_is_told_too_where_the_system_does_not_say_what_there_is(self, large, monkeypatch):
        monkeypatch.setattr(datasets, "_memory", lambda: math.inf)
        assert "and there is less:" in refusal(large(10**12))


class TestFilesWithFaults:
    @pytest.mark.parametrize("key", sorted(sound_arrays()))
    def test_a_missing_key_is_named_with_the_keys_there_are(self, tmp_path, key):
        arrays = sound_arrays()
        arrays["x"] = arrays.pop(key)
        message = refusal(write(tmp_path / "renamed.h5", arrays))
        assert f"key {key}" in message and ", x" in message

    @pytest.mark.parametrize("key, slip", [
        ("train_set_x", "train_x"), ("train_set_y", "Train_Set_Y"), ("test_set_x", "tset_set_x"),
        ("test_set_y", "test_set_labels"), ("list_classes", "classes"),
    ])  # fmt: skip
    def test_a_key_that_comes_near_is_suggested(self, tmp_path, key, slip):
        arrays = sound_arrays()
        arrays[slip] = arrays.pop(key)
        assert refusal(write(tmp_path / "slip.h5", arrays)).endswith(f": rename {slip} to {key}.")

    def test_a_key_that_comes_near_to_none_is_not_suggested(self, tmp_path):
        arrays = sound_arrays()
        arrays["x"] = arrays.pop("train_set_x")
        assert refusal(write(tmp_path / "x.h5", arrays)).endswith(": save that array under this name.")

    @pytest.mark.parametrize("half", ["train", "test"])
    def test_half_of_the_course_asks_for_the_other_half(self, tmp_path, half):
        arrays = {k: v for k, v in sound_arrays().items() if k.startswith((half, "list"))}
        assert refusal(write(tmp_path / "half.h5", arrays)).endswith(
            ": give both files, as load_dataset(train, test)."
        )

    @pytest.mark.parametrize("key", sorted(sound_arrays()))
    def test_a_key_with_no_array_behind_it_is_named(self, faulty, key):
        assert f"hold an array as {key}" in faulty(**{key: h5py.Empty("uint8")})

    def test_a_group_is_no_data_set(self, tmp_path):
        path = write(tmp_path / "group.h5", sound_arrays())
        with h5py.File(path, "a") as file:
            del file["train_set_x"]
            file.create_group("train_set_x")
        assert "train_set_x" in refusal(path)

    @pytest.mark.parametrize("shape", [(6,), (6, 60), (6, 3, 5, 4), (0, 5, 4), (6, 5, 4, 3, 1)])
    def test_a_wrong_image_shape_is_quoted(self, faulty, shape):
        assert str(shape) in faulty(train_set_x=np.zeros(shape, np.uint8))

    def test_images_of_text_are_refused(self, faulty):
        assert "dtype" in faulty(train_set_x=np.full((6, 5, 4), b"a"))

    def test_pixels_that_are_nan_are_counted(self, faulty):
        images = np.zeros((6, 5, 4, 3))
        images[0, 0, 0] = np.nan
        assert "3 of them are NaN" in faulty(train_set_x=images)

    def test_integer_pixels_above_255_are_refused(self, faulty):
        assert "300" in faulty(test_set_x=np.full((3, 5, 4, 3), 300))

    def test_two_counts_of_images_and_labels_are_both_quoted(self, faulty):
        message = faulty(train_set_y=np.array([0, 1, 1]))
        assert "6 images" in message and "3 labels" in message

    @pytest.mark.parametrize("stranger", [2, -1, 0.5, np.nan])
    def test_a_label_outside_0_and_1_is_quoted(self, faulty, stranger):
        assert str(stranger) in faulty(test_set_y=np.array([0, 1, stranger]))

    def test_labels_of_text_are_refused(self, faulty):
        assert "labels 0 and 1 only" in faulty(test_set_y=np.array([b"0", b"1", b"1"]))

    def test_labels_in_a_column_are_refused(self, faulty):
        assert "(6, 1)" in faulty(train_set_y=np.zeros((6, 1), int))

    def test_two_image_sizes_are_both_quoted(self, faulty):
        message = faulty(test_set_x=np.zeros((3, 9, 9, 3), np.uint8))
        assert "(5, 4, 3)" in message and "(9, 9, 3)" in message

    def test_three_classes_are_refused(self, faulty):
        assert "names 3" in faulty(list_classes=np.array([b"a", b"b", b"c"]))

    def test_two_files_of_different_classes_are_refused(self, tmp_path):
        other = sound_arrays() | {"list_classes": np.array([b"dog", b"cat"])}
        paths = write(tmp_path / "a.h5", sound_arrays()), write(tmp_path / "b.h5", other)
        assert "dog, cat" in refusal(*paths)


class TestFlatten:
    def test_each_image_becomes_one_column(self):
        images = np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3)
        X = flatten(images)
        assert X.shape == (12, 2) and X.dtype == np.float64
        assert np.array_equal(X[:, 1] * 255, np.arange(12, 24))

    def test_integers_are_divided_by_255(self):
        assert flatten(np.full((1, 1, 1), 255)).item() == 1.0

    def test_beside_the_images_only_X_itself_is_held(self):
        images = np.zeros((300, 20, 20, 3), np.uint8)
        tracemalloc.start()
        try:
            X = flatten(images)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert X.nbytes <= peak < 1.1 * X.nbytes

    def test_floats_in_0_to_1_stay_as_they_are(self):
        assert flatten(np.full((1, 1, 1), 0.25)).item() == 0.25

    @pytest.mark.parametrize("pixel", [-0.1, 1.5])
    def test_floats_beyond_0_to_1_are_refused(self, pixel):
        with pytest.raises(DatasetError, match=r"\[0, 1\]"):
            flatten(np.full((1, 2, 2), pixel))

    def test_an_array_already_flat_is_refused(self):
        with pytest.raises(DatasetError, match=r"\(64, 3\)"):
            flatten(np.zeros((64, 3)))


class TestTheDigits:
    def test_there_are_1437_and_360_images_of_8_by_8(self):
        data = load_digits()
        assert data.train_x.shape == (1437, 8, 8) and data.test_x.shape == (360, 8, 8)

    def test_pixels_use_the_whole_range_of_a_byte(self):
        data = load_digits()
        assert data.train_x.dtype == np.uint8
        assert (data.train_x.min(), data.train_x.max()) == (0, 255)

    def test_odd_is_1_and_the_classes_are_balanced(self):
        data = load_digits()
        assert data.classes == ("even", "odd")
        assert data.train_y.sum() == 726 and data.test_y.sum() == 180

    def test_no_test_image_is_also_a_training_image(self):
        data = load_digits()
        train = {image.tobytes() for image in data.train_x}
        assert not any(image.tobytes() in train for image in data.test_x)


class TestTheScriptThatBuildsTheDigits:
    @pytest.fixture
    def script(self):
        pytest.importorskip("sklearn")
        return importlib.import_module("dnn_helpers.data.build_digits")

    def test_the_packaged_file_is_what_the_script_makes(self, script, tmp_path):
        script.write(tmp_path / "again.h5", script.build_arrays())
        for ours, again in zip(load_digits(), load_dataset(tmp_path / "again.h5")):
            assert np.array_equal(ours, again)

    def test_two_runs_give_the_same_bytes(self, script, tmp_path):
        arrays = script.build_arrays()
        for name in ("one.h5", "two.h5"):
            script.write(tmp_path / name, arrays)
        assert (tmp_path / "one.h5").read_bytes() == (tmp_path / "two.h5").read_bytes()

    def test_every_digit_is_in_the_test_set_equally_often(self, script):
        from sklearn.datasets import load_digits as original

        digits = original().target
        _, test = script.split_indices(digits)
        assert np.bincount(digits[test]).tolist() == [36] * 10


def test_spirals_are_the_same_every_time_and_no_straight_line_parts_them():
    X, Y = spirals()
    assert X.shape == (2, 160) and Y.shape == (1, 160) and Y.sum() == 80
    assert (spirals()[0] == X).all()
    A = np.vstack([X, np.ones(160)]).T
    line = np.linalg.lstsq(A, 2.0 * Y[0] - 1, rcond=None)[0]
    assert np.mean((A @ line > 0) == Y[0]) < 0.7
