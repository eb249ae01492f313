"""Build `digits.h5`, the packaged data set of odd and even digits, from scikit-learn's copy.

Run `python dnn_helpers/data/build_digits.py` to write the file anew beside this script. Needs
scikit-learn, which nothing else in the project does. The same versions give the same bytes.
"""

from pathlib import Path

import h5py
import numpy as np

TEST_IMAGES_PER_DIGIT = 36  # 36 of each of the ten digits: 360 test images, half odd, half even
SEED = 1
SOURCE = "UCI Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, 10.24432/C50P49"


def split_indices(digits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shuffled train and test indices, with the same number of test images of every digit."""
    order = np.random.RandomState(SEED).permutation(digits.size)
    by_digit = [order[digits[order] == digit] for digit in range(10)]
    in_test = np.isin(order, np.concatenate([i[:TEST_IMAGES_PER_DIGIT] for i in by_digit]))
    return order[~in_test], order[in_test]


def build_arrays() -> dict[str, np.ndarray]:
    """The five arrays of the file by their keys: pixels 0..16 become 0..255, odd is 1."""
    from sklearn.datasets import load_digits

    images, digits = load_digits().images, load_digits().target
    pixels = np.rint(images * 255 / 16).astype(np.uint8)
    labels = (digits % 2).astype(np.int64)
    train, test = split_indices(digits)
    return {
        "train_set_x": pixels[train],
        "train_set_y": labels[train],
        "test_set_x": pixels[test],
        "test_set_y": labels[test],
        "list_classes": np.array([b"even", b"odd"]),
    }


def write(path, arrays: dict[str, np.ndarray]) -> None:
    """Write the arrays compressed, without time stamps, so that the bytes can be compared."""
    with h5py.File(path, "w") as file:
        file.attrs["source"] = np.bytes_(SOURCE)
        file.attrs["license"] = np.bytes_("CC BY 4.0")
        for key, array in arrays.items():
            # One chunk an array: compressed as a whole it is smallest.
            file.create_dataset(
                key,
                data=array,
                track_times=False,
                chunks=array.shape,
                compression="gzip",
                compression_opts=9,
            )


if __name__ == "__main__":
    write(Path(__file__).with_name("digits.h5"), build_arrays())
