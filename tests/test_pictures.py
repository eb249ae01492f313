"""Promises of dnn_helpers.pictures: one's own picture arrives as the network wants it, or a sentence does."""

import numpy as np
import pytest
from PIL import Image

from dnn_helpers.pictures import PictureError, drawn, loaded


def test_a_drawing_is_read_line_by_line():
    assert drawn("""
        .+#
        #..
    """).tolist() == [[0, 0.5, 1], [1, 0, 0]]


@pytest.mark.parametrize("rows, said", [("..\n...", "lengths are 2, 3"), ("", "none"), ("..\n.x", "holds x")])
def test_a_drawing_that_is_none_is_told_why(rows, said):
    with pytest.raises(PictureError, match=said):
        drawn(rows)


def picture_file(path, ground, ink):
    """A tall stroke in a corner of a wide picture."""
    pixels = np.full((120, 200), ground, np.uint8)
    pixels[10:90, 150:170] = ink
    Image.fromarray(pixels).save(path)
    return path


@pytest.mark.parametrize("ground, ink", [(255, 0), (0, 255), (230, 60)])
def test_a_stroke_comes_out_light_on_dark_in_the_middle_whatever_the_paper(tmp_path, ground, ink):
    picture = loaded(picture_file(tmp_path / "one.png", ground, ink), (8, 8))
    assert picture.shape == (8, 8) and picture.max() == 1 and picture.min() == 0
    columns = picture.sum(axis=0)
    assert set(np.argsort(columns)[-2:]) == {3, 4} and columns[:2].sum() == columns[-2:].sum() == 0
    assert np.allclose(picture, picture[:, ::-1], atol=0.1)


def test_ink_on_nothing_is_ink_on_paper(tmp_path):
    pixels = np.zeros((100, 100, 4), np.uint8)
    pixels[20:80, 45:55, 3] = 255  # black, and opaque, in a transparent picture
    Image.fromarray(pixels).save(tmp_path / "clear.png")
    assert loaded(tmp_path / "clear.png", (8, 8))[2:6, 3:5].min() > 0.5


def test_a_shape_with_colours_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(PictureError, match="a height and a width"):
        loaded(tmp_path / "any.png", (8, 8, 3))


def test_a_wide_shape_is_height_by_width(tmp_path):
    assert loaded(picture_file(tmp_path / "one.png", 0, 255), (6, 9)).shape == (6, 9)


def test_what_is_no_picture_is_told_in_a_sentence(tmp_path):
    (tmp_path / "text.png").write_text("no picture")
    Image.new("L", (20, 20), 128).save(tmp_path / "grey.png")
    for name, said in [("text.png", "is no picture"), ("grey.png", "one colour"), ("none.png", "no file")]:
        with pytest.raises(PictureError, match=said):
            loaded(tmp_path / name, (8, 8))
