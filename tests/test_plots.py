"""Promises of dnn_helpers.plots: every figure is readable, says itself in words, leaves no trace.

The figures are caught where they would be shown, and asked for their axes, lines and texts.
"""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.text import Text

from dnn_helpers import plots
from dnn_helpers.plots import curves, flows, images, network, results, style, training, whole_model

matplotlib.use("Agg")


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z)), Z


def relu(Z):
    return np.maximum(0, Z), Z


def sigmoid_backward(dA, cache):
    s = 1 / (1 + np.exp(-cache))
    return dA * s * (1 - s)


def relu_backward(dA, cache):
    return np.where(cache > 0, dA, 0.0)


def weights(*dims, scale=0.1):
    rng = np.random.RandomState(1)
    return {f"W{l}": rng.randn(n, p) * scale for l, (p, n) in enumerate(pairwise(dims), 1)}


PICTURES = np.random.RandomState(2).randint(0, 256, (20, 8, 8)).astype(np.uint8)
PHOTOS = np.random.RandomState(2).randint(0, 256, (16, 64, 64, 3)).astype(np.uint8)
TRUTH = np.array([[0, 1] * 10])
ONE_WRONG = np.where(np.arange(20) == 3, 0, TRUTH)
POINTS = np.random.RandomState(3).randn(2, 20) + 2 * TRUTH
NETWORKS = {
    "slanted": lambda X: sigmoid(X[:1] + X[1:] - 2)[0],
    "blind": lambda X: np.full((1, X.shape[1]), 0.2),
}
EXAMPLES = np.array([[0.8, 0.9, 0.4]]), np.array([[1, 1, 0]])
RUNS = {"slow": [0.7, 0.6, 0.55], "fast": [0.7, 0.2, 0.1]}

EVERY_FIGURE = {
    "network_diagram": lambda: plots.network_diagram([5, 4, 3]),
    "network_diagram, wide and deep": lambda: plots.network_diagram([12288, 20, 7, 5, 4, 3, 2, 1]),
    "layer_flow": lambda: plots.layer_flow(),
    "layer_flow, wide": lambda: plots.layer_flow(12288, 20, 209, "sigmoid"),
    "linear_backward_flow": lambda: plots.linear_backward_flow(),
    "linear_backward_flow, wide": lambda: plots.linear_backward_flow(12288, 20, 209),
    "model_flow": lambda: plots.model_flow([5, 4, 1]),
    "model_flow, wide": lambda: plots.model_flow([12288, 20, 7, 5, 4, 1], 209),
    "model_flow, deep": lambda: plots.model_flow([64, 20, 7, 5, 4, 3, 2, 1], 1437),
    "activation_curves": lambda: plots.activation_curves(sigmoid, relu),
    "derivative_curves": lambda: plots.derivative_curves(sigmoid_backward, relu_backward),
    "loss_curves": lambda: plots.loss_curves(),
    "loss_curves, examples": lambda: plots.loss_curves(*EXAMPLES),
    "weight_images": lambda: plots.weight_images(weights(5, 4, 3)),
    "weight_images, wide": lambda: plots.weight_images(weights(12288, 20, 7, 5, 4, 1)),
    "descent_step": lambda: plots.descent_step(0.5, 0.46, 0.4, 0.1),
    "descent_step, level": lambda: plots.descent_step(0.5, 0.5, 0.0, 0.1),
    "cost_curves": lambda: plots.cost_curves(RUNS, base_rate=0.5),
    "digit_grid": lambda: plots.digit_grid(PICTURES, list(range(20))),
    "digit_grid, photos": lambda: plots.digit_grid(PHOTOS, columns=4),
    "wrong_digits": lambda: plots.wrong_digits(PICTURES, TRUTH, 1 - TRUTH, ("even", "odd")),
    "wrong_digits, sure": lambda: plots.wrong_digits(PICTURES, TRUTH, 0.9 - 0.8 * TRUTH, ("even", "odd")),
    "unit_images": lambda: plots.unit_images(weights(64, 20)["W1"], (8, 8)),
    "own_picture": lambda: plots.own_picture(PICTURES[0], [[0.25]], ("even", "odd")),
    "confusion": lambda: plots.confusion(TRUTH, ONE_WRONG, ("even", "odd")),
    "decision_boundaries": lambda: plots.decision_boundaries(POINTS, TRUTH, NETWORKS),
    "wrong_digits, none": lambda: plots.wrong_digits(PICTURES, TRUTH, TRUTH, ("even", "odd")),
}
every_figure = pytest.mark.parametrize("draw", EVERY_FIGURE.values(), ids=EVERY_FIGURE)


@pytest.fixture
def shown(monkeypatch):
    """What was shown last: the figure, its description, its PNG, and all that is written on it."""
    caught = SimpleNamespace()

    def catch(figure, description):
        caught.figure, caught.description = figure, description
        caught.png = style.to_png(figure)
        texts = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
        caught.sizes = [t.get_fontsize() for t in texts]
        caught.texts = [t.get_text() for t in texts]
        caught.written = "\n".join(caught.texts)

    for module in (curves, flows, images, network, results, training, whole_model):
        monkeypatch.setattr(module, "show", catch)
    return caught


class TestEveryFigure:
    @every_figure
    def test_is_at_most_60_kilobytes(self, shown, draw):
        draw()
        assert len(shown.png) < 60_000

    @every_figure
    def test_is_at_most_7_inches_wide(self, shown, draw):
        draw()
        assert shown.figure.get_figwidth() <= 7

    @every_figure
    def test_writes_nothing_smaller_than_9_points(self, shown, draw):
        draw()
        assert min(shown.sizes, default=9) >= 9

    @every_figure
    def test_keeps_all_that_it_draws_inside_its_edges(self, shown, draw):
        draw()
        drawn, (width, height) = shown.figure.get_tightbbox(), shown.figure.get_size_inches()
        assert drawn.x0 > -0.02 and drawn.x1 < width + 0.02
        assert drawn.y0 > -0.02 and drawn.y1 < height + 0.02

    @every_figure
    def test_stands_on_white_whatever_the_theme(self, shown, draw):
        with plt.style.context("dark_background"):
            draw()
        assert matplotlib.colors.to_hex(shown.figure.get_facecolor()) == "#ffffff"

    @every_figure
    def test_is_described_by_the_same_sentence_every_time(self, shown, draw):
        draw()
        first = shown.description
        draw()
        assert shown.description == first

    @every_figure
    def test_is_described_without_negative_zeros_or_long_fractions(self, shown, draw):
        draw()
        words = shown.description.replace(",", " ").replace(";", " ").split()
        assert "-0.00" not in words and "-0.0" not in words
        assert max(len(word) for word in words) < 20
        assert shown.description[0].isupper() or shown.description[0].isdigit()
        assert shown.description.endswith(".")

    @every_figure
    def test_returns_none_and_writes_nothing(self, draw, capfd):
        assert draw() is None
        assert capfd.readouterr() == ("", "")

    @every_figure
    def test_leaves_no_figure_and_no_rcparams_behind(self, draw):
        before, open_figures = dict(matplotlib.rcParams), plt.get_fignums()
        draw()
        assert dict(matplotlib.rcParams) == before
        assert plt.get_fignums() == open_figures


class TestShow:
    @pytest.fixture
    def displayed(self, monkeypatch):
        """What IPython was asked to display."""
        calls = []
        fake = SimpleNamespace(get_ipython=lambda: object())
        display = SimpleNamespace(display=lambda data, **options: calls.append((data, options)))
        monkeypatch.setitem(sys.modules, "IPython", fake)
        monkeypatch.setitem(sys.modules, "IPython.display", display)
        return calls

    def test_displays_a_png_with_its_description_as_plain_text(self, displayed):
        plots.network_diagram([2, 1])
        data, options = displayed[0]
        assert data["image/png"].startswith(b"\x89PNG")
        assert data["text/plain"].startswith("Figure: A network with n[0] = 2")
        assert options["raw"] is True

    def test_gives_the_description_as_alt_text(self, displayed):
        plots.network_diagram([2, 1])
        data, options = displayed[0]
        alt = options["metadata"]["image/png"]["alt"]
        assert data["text/plain"] == f"Figure: {alt}"

    def test_repeats_the_description_where_alt_texts_are_dropped(self, displayed):
        plots.network_diagram([2, 1])
        html = displayed[1][0]["text/html"]
        assert html.startswith("<details><summary>") and "n[0] = 2" in html

    def test_escapes_what_a_reader_named_a_run(self, displayed):
        plots.cost_curves({"<b>mine</b>": [1.0]})
        assert "<b>" not in displayed[1][0]["text/html"]

    def test_leaves_the_figure_the_reader_is_working_on_the_current_one(self, displayed):
        mine = plt.figure()
        plots.network_diagram([2, 1])
        assert plt.gcf() is mine
        plt.close(mine)

    def test_opens_a_window_where_the_backend_has_one(self, monkeypatch):
        opened = []
        monkeypatch.setattr(plt, "show", lambda: opened.append(True))
        monkeypatch.setattr(style, "_in_ipython", lambda: False)
        with style.styled_figure(2, 2) as figure:
            monkeypatch.setattr(figure.canvas, "required_interactive_framework", "qt")
            style.show(figure, "A window.")
        assert opened == [True]

    def test_closes_the_figure_also_when_drawing_fails(self):
        with pytest.raises(ZeroDivisionError), style.styled_figure(2, 2):
            1 / 0  # noqa: B018
        assert plt.get_fignums() == []

    def test_is_silent_in_a_plain_script_without_a_screen(self):
        script = "from dnn_helpers import plots; plots.network_diagram([3, 2, 1])"
        run = subprocess.run(
            [sys.executable, "-c", script],
            cwd=Path(plots.__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")

    @pytest.mark.parametrize(
        ("value", "text"), [(-0.001, "0.00"), (0.126, "0.13"), (-1.5, "-1.50"), (-0.0, "0.00")]
    )
    def test_numbers_never_carry_a_negative_zero(self, value, text):
        assert style.number(value) == text


class TestNetworkDiagram:
    def test_writes_the_sizes_and_shapes_of_the_reader(self, shown):
        plots.network_diagram([5, 4, 3])
        for text in ("n[0] = 5", "n[1] = 4", "n[2] = 3", "W1 (4, 5)\nb1 (4, 1)", "W2 (3, 4)"):
            assert text in shown.written

    def test_draws_every_unit_of_a_small_network_and_every_edge(self, shown):
        plots.network_diagram([5, 4, 3])
        axes = shown.figure.axes[0]
        assert [len(c.get_offsets()) for c in axes.collections] == [5, 4, 3]
        assert len(axes.lines) == 5 * 4 + 4 * 3

    def test_draws_seven_units_and_three_dots_where_there_are_too_many(self, shown):
        plots.network_diagram([64, 1])
        assert [len(c.get_offsets()) for c in shown.figure.axes[0].collections] == [7, 3, 1]

    def test_describes_layers_that_it_has_no_room_to_draw(self, shown):
        plots.network_diagram([9, 8, 7, 6, 5, 4, 3, 2])
        assert "W4 (5, 6)" in shown.description and "W4" not in shown.written
        assert "..." in shown.texts

    @pytest.mark.parametrize("dims", [[5], [], 7, [5, 0], [5, 2.5], "ab", None])
    def test_refuses_what_is_no_list_of_sizes(self, dims):
        with pytest.raises(ValueError, match="layer_dims should list two or more"):
            plots.network_diagram(dims)


class TestFlows:
    @pytest.mark.parametrize("activation", ["relu", "sigmoid"])
    def test_one_layer_names_its_arrays_with_their_shapes(self, shown, activation):
        plots.layer_flow(3, 2, 4, activation)
        for text in ("A_prev\n(3, 4)", "Z\n(2, 4)", "dA_prev\n(3, 4)", "dW (2, 3), db (2, 1)"):
            assert text in shown.texts
        assert f"{activation.upper()}\nbackward" in shown.texts

    def test_one_layer_shows_both_caches(self, shown):
        plots.layer_flow()
        assert "linear cache\n(A_prev, W, b)" in shown.texts
        assert "activation cache\nZ" in shown.texts

    def test_backward_is_told_by_dashes_and_by_a_word(self, shown):
        plots.layer_flow()
        dashed = [p for p in shown.figure.axes[0].patches if p.get_linestyle() != "-"]
        assert dashed and "backward" in shown.written and "forward" in shown.written

    def test_one_layer_refuses_other_activations(self):
        with pytest.raises(ValueError, match="tanh"):
            plots.layer_flow(activation="tanh")

    @pytest.mark.parametrize("draw", [plots.layer_flow, plots.linear_backward_flow])
    @pytest.mark.parametrize("size", [0, -1, 2.0, "3", True])
    def test_sizes_must_be_positive_integers(self, draw, size):
        with pytest.raises(ValueError, match="n_prev should be a positive integer"):
            draw(n_prev=size)

    def test_linear_backward_gives_each_formula_with_its_shapes(self, shown):
        plots.linear_backward_flow(3, 2, 4)
        assert sum("$d" in text for text in shown.texts) == 3
        assert any(text.startswith("(3, 4) = (3, 2)") for text in shown.texts)
        assert "dW = (1/m) dZ A_prev.T (2, 3)" in shown.description

    def test_the_whole_model_has_a_block_and_a_cache_for_every_layer(self, shown):
        plots.model_flow([5, 4, 3, 1])
        assert shown.texts.count("LINEAR\nRELU") == 2
        assert shown.texts.count("LINEAR\nSIGMOID") == 1
        assert [f"cache {l}" in shown.texts for l in (1, 2, 3, 4)] == [True, True, True, False]

    def test_the_whole_model_writes_m_until_it_knows_the_number(self, shown):
        plots.model_flow([5, 1])
        assert "X\n(5, m)" in shown.texts
        plots.model_flow([5, 1], m=7)
        assert "X\n(5, 7)" in shown.texts

    def test_a_model_of_more_than_five_layers_is_shortened_but_fully_described(self, shown):
        plots.model_flow([8, 7, 6, 5, 4, 3, 1])
        assert "..." in shown.texts and "cache 3" not in shown.texts
        assert "cache 6" in shown.texts and "dW3 (5, 6)" in shown.description


class TestCurves:
    def test_the_readers_own_activations_are_drawn(self, shown):
        plots.activation_curves(sigmoid, lambda Z: (np.minimum(0, Z), Z))
        assert shown.figure.axes[1].lines[0].get_ydata().min() == -6

    def test_activations_are_quoted_at_three_points(self, shown):
        plots.activation_curves(sigmoid, relu)
        assert "0.12 at Z = -2, 0.50 at Z = 0, 0.88 at Z = 2" in shown.description

    def test_slopes_are_quoted_at_three_points(self, shown):
        plots.derivative_curves(sigmoid_backward, relu_backward)
        assert "relu_backward is 0.00 at Z = -2, 0.00 at Z = 0, 1.00 at Z = 2" in shown.description

    def test_the_jump_of_relus_slope_is_not_joined(self, shown):
        plots.derivative_curves(sigmoid_backward, relu_backward)
        left, right = shown.figure.axes[1].lines[:2]
        assert set(left.get_ydata()) == {0.0} and set(right.get_ydata()) == {1.0}

    def test_the_slope_at_exactly_zero_is_marked(self, shown):
        plots.derivative_curves(sigmoid_backward, relu_backward)
        assert "0.00 at Z = 0" in shown.texts

    def test_a_function_that_changes_its_input_does_no_harm(self, shown):
        def careless(Z):
            Z[Z < 0] = 0
            return Z, Z

        plots.activation_curves(sigmoid, careless)
        plots.activation_curves(sigmoid, relu)
        assert "sigmoid is 0.12 at Z = -2" in shown.description

    @pytest.mark.parametrize("wrong", [lambda Z: Z, lambda Z: None, lambda Z: (Z[:, :1], Z)])
    def test_a_function_that_is_not_ready_is_named(self, wrong):
        with pytest.raises(ValueError, match=r"check\(relu\) first"):
            plots.activation_curves(sigmoid, wrong)

    def test_a_backward_function_that_is_not_ready_is_named(self):
        with pytest.raises(ValueError, match=r"check\(sigmoid_backward\) first"):
            plots.derivative_curves(lambda dA, Z: None, relu_backward)

    def test_the_readers_examples_lie_on_the_loss_curves(self, shown):
        plots.loss_curves(*EXAMPLES)
        ones, zeros = shown.figure.axes[0].lines[2:]
        assert np.allclose(ones.get_ydata(), -np.log([0.8, 0.9]))
        assert np.allclose(zeros.get_ydata(), -np.log(0.6))

    def test_the_mean_loss_of_the_examples_is_quoted(self, shown):
        plots.loss_curves(*EXAMPLES)
        assert "3 examples, of mean loss 0.28" in shown.description

    @pytest.mark.parametrize(
        ("AL", "Y"),
        [
            (np.array([[0.5]]), None),
            (np.array([0.5]), np.array([[1]])),
            (np.array([[1.0]]), np.array([[1]])),
            (np.array([[np.nan]]), np.array([[1]])),
            (np.array([[0.5]]), np.array([[1, 0]])),
            (np.array([[0.5]]), np.array([[2]])),
        ],
    )
    def test_examples_that_are_no_predictions_and_labels_are_refused(self, AL, Y):
        with pytest.raises(ValueError, match="but"):
            plots.loss_curves(AL, Y)


class TestDescentStep:
    def test_a_step_against_the_gradient_goes_downhill(self, shown):
        plots.descent_step(0.5, 0.46, 0.4, 0.1)
        assert "your step goes to 0.46, downhill" in shown.description

    def test_a_step_along_the_gradient_goes_uphill(self, shown):
        plots.descent_step(0.5, 0.54, 0.4, 0.1)
        assert "your step goes to 0.54, uphill" in shown.description

    def test_it_says_why_the_sign_is_minus(self, shown):
        plots.descent_step(0.5, 0.54, -0.4, 0.1)
        assert "The cost rises to the left" in shown.written

    def test_a_tiny_step_is_still_told_apart(self, shown):
        plots.descent_step(0.01234, 0.01231, 0.0003, 0.1)
        assert "0.01234" in shown.description and "0.01231" in shown.description

    def test_it_calls_the_curve_a_sketch(self, shown):
        plots.descent_step(0.5, 0.46, 0.4, 0.1)
        assert shown.figure.axes[0].get_title(loc="left").startswith("A sketch")

    def test_the_sketch_has_the_readers_slope(self, shown):
        plots.descent_step(0.5, 0.46, 0.4, 0.1)
        x, y = shown.figure.axes[0].lines[0].get_data()
        rise = np.interp(0.5001, x, y) - np.interp(0.4999, x, y)
        assert np.isclose(rise, 0.4 * 0.0002, rtol=0.05)

    def test_an_array_of_one_entry_is_a_number(self, shown):
        plots.descent_step(np.array([[0.5]]), np.array([[0.46]]), np.array([[0.4]]), 0.1)
        assert "0.46" in shown.description

    @pytest.mark.parametrize("value", [np.zeros((2, 2)), np.nan, "w", None])
    def test_what_is_no_single_number_is_refused(self, value):
        with pytest.raises(ValueError, match="before should be one finite number"):
            plots.descent_step(value, 0.46, 0.4, 0.1)

    def test_a_learning_rate_of_zero_is_refused(self):
        with pytest.raises(ValueError, match="learning_rate"):
            plots.descent_step(0.5, 0.5, 0.4, 0)


class TestCostCurves:
    def test_runs_differ_in_dash_and_in_marker(self, shown):
        plots.cost_curves(RUNS)
        slow, fast = shown.figure.axes[0].lines
        assert slow.get_linestyle() != fast.get_linestyle()
        assert slow.get_marker() != fast.get_marker()

    def test_the_iterations_follow_from_every(self, shown):
        plots.cost_curves(RUNS, every=50)
        assert shown.figure.axes[0].lines[0].get_xdata().tolist() == [0, 50, 100]

    def test_each_line_is_named_at_its_end(self, shown):
        plots.cost_curves(RUNS)
        assert [t.get_text() for t in shown.figure.axes[0].texts] == ["slow", "fast"]
        assert [t.xy for t in shown.figure.axes[0].texts] == [(200, 0.55), (200, 0.1)]

    def test_names_of_lines_that_end_together_do_not_overlap(self, shown):
        plots.cost_curves({f"run {i}": [1.0, 0.1] for i in range(6)}, base_rate=0.5)
        # The extent of the words alone: an annotation's own extent includes its arrow.
        boxes = [Text.get_window_extent(text) for text in shown.figure.axes[0].texts]
        heights = sorted((box.y0, box.y1) for box in boxes)
        assert all(low[1] <= high[0] + 1 for low, high in pairwise(heights))

    def test_the_base_rate_is_drawn_as_the_cost_of_answering_it(self, shown):
        plots.cost_curves(RUNS, base_rate=0.5)
        assert np.isclose(shown.figure.axes[0].lines[-1].get_ydata()[0], np.log(2))
        assert "base rate" in shown.texts

    def test_costs_that_are_not_finite_are_left_out_and_counted(self, shown):
        plots.cost_curves({"too fast": [0.7, np.inf, np.nan]})
        assert "2 costs are not finite" in shown.description

    @pytest.mark.parametrize(
        "runs",
        [{}, [0.7], {str(i): [1.0] for i in range(7)}, {"a": []}, {"a": "b"}, {"a": [[1.0]]}],
    )
    def test_what_is_no_dict_of_cost_lists_is_refused(self, runs):
        with pytest.raises(ValueError, match="should be a"):
            plots.cost_curves(runs)

    @pytest.mark.parametrize("share", [0, 1, 2])
    def test_a_base_rate_must_lie_between_0_and_1(self, share):
        with pytest.raises(ValueError, match="base_rate"):
            plots.cost_curves(RUNS, base_rate=share)


class TestImages:
    def test_each_weight_matrix_is_titled_with_its_shape(self, shown):
        plots.weight_images(weights(5, 4, 3) | {"b1": np.zeros((4, 1))})
        assert "W1 (4, 5)" in shown.texts and "W2 (3, 4)" in shown.texts

    def test_one_colour_scale_is_centred_on_zero(self, shown):
        plots.weight_images(weights(5, 4, 3))
        limits = {im.get_clim() for axes in shown.figure.axes[:2] for im in axes.images}
        ((low, high),) = limits
        assert low == -high

    def test_mean_and_spread_are_quoted_with_two_digits(self, shown):
        plots.weight_images({"W1": np.array([[0.123, 0.456]])})
        assert "mean 0.29 and standard deviation 0.17" in shown.description

    def test_signs_are_written_so_that_colour_is_not_alone(self, shown):
        plots.weight_images({"W1": np.array([[0.5, -0.5, 0.0]])})
        assert [t.get_text() for t in shown.figure.axes[0].texts] == ["+", "\N{MINUS SIGN}", "0"]

    @pytest.mark.parametrize(
        "parameters", [{}, None, {"b1": 1}, {"W1": np.zeros(3)}, {"W1": np.array([[np.nan]])}]
    )
    def test_what_holds_no_weight_matrices_is_refused(self, parameters):
        with pytest.raises(ValueError, match="but"):
            plots.weight_images(parameters)

    def test_pictures_come_in_rows_with_their_titles(self, shown):
        plots.digit_grid(PICTURES[:10], titles=[f"no {i}" for i in range(10)], columns=5)
        assert len(shown.figure.axes) == 10 and "no 9" in shown.texts
        assert "10 pictures of 8 by 8 pixels in rows of 5" in shown.description

    @pytest.mark.parametrize(
        ("pictures", "titles"),
        [
            (np.zeros((64, 3)), None),
            (np.zeros((0, 8, 8)), None),
            (np.zeros((65, 8, 8)), None),
            (np.full((1, 8, 8), 2.0), None),
            (np.full((1, 8, 8), np.nan), None),
            (np.full((1, 8, 8), 256), None),
            (np.zeros((2, 8, 8)), ["only one"]),
        ],
    )
    def test_what_is_no_stack_of_pictures_is_refused(self, pictures, titles):
        with pytest.raises(ValueError, match="should"):
            plots.digit_grid(pictures, titles)

    def test_a_wrong_answer_is_titled_with_the_truth_first(self, shown):
        plots.wrong_digits(PICTURES, TRUTH, ONE_WRONG, ("even", "odd"))
        assert "odd, said even" in shown.texts
        assert "1 of 20 pictures wrong: 0 even said odd, 1 odd said even" in shown.description

    def test_the_surest_mistakes_come_first_with_their_probability(self, shown):
        AL = np.where(TRUTH == 1, 0.9, 0.1)
        AL[0, [2, 5]] = 0.7, 0.02
        plots.wrong_digits(PICTURES, TRUTH, AL, ("even", "odd"))
        titles = [text.replace("\n", " ") for text in shown.texts if "said" in text]
        assert titles == ["odd, said even 98 %", "even, said odd 70 %"]

    def test_no_more_pictures_than_the_limit_are_drawn(self, shown):
        plots.wrong_digits(PICTURES, TRUTH, 1 - TRUTH, ("even", "odd"), limit=4)
        assert len(shown.figure.axes) == 4 and "20 of 20" in shown.description

    def test_it_says_so_where_nothing_is_wrong(self, shown):
        plots.wrong_digits(PICTURES, TRUTH, TRUTH, ("even", "odd"))
        assert "None of the 20 pictures is wrong." in shown.texts

    @pytest.mark.parametrize(
        ("Y", "predictions", "classes"),
        [
            (TRUTH[:, :3], TRUTH, ("even", "odd")),
            (TRUTH, TRUTH[0], ("even", "odd")),
            (TRUTH, TRUTH * 1.7, ("even", "odd")),
            (TRUTH, TRUTH * np.nan, ("even", "odd")),
            (TRUTH, TRUTH, ("even",)),
            (TRUTH, TRUTH, "no"),
        ],
    )
    def test_arguments_that_do_not_belong_together_are_refused(self, Y, predictions, classes):
        with pytest.raises(ValueError, match="should"):
            plots.wrong_digits(PICTURES, Y, predictions, classes)


class TestUnitImages:
    def test_each_row_of_W1_is_a_picture(self, shown):
        W1 = weights(6, 3)["W1"]
        plots.unit_images(W1, (2, 3))
        strongest = W1[np.argsort(-np.abs(W1).sum(axis=1))]
        drawn = [axes.images[0].get_array() for axes in shown.figure.axes]
        assert all(
            (picture == row.reshape(2, 3)).all() for picture, row in zip(drawn, strongest, strict=True)
        )
        assert "3 of 3 units" in shown.description

    def test_of_colour_pictures_the_mean_over_the_colours_is_drawn(self, shown):
        W1 = weights(12, 2)["W1"]
        plots.unit_images(W1, (2, 2, 3))
        strongest = W1[np.abs(W1).sum(axis=1).argmax()].reshape(2, 2, 3)
        assert np.allclose(shown.figure.axes[0].images[0].get_array(), strongest.mean(axis=2))

    def test_weights_of_another_size_are_refused(self):
        with pytest.raises(ValueError, match="one column a pixel"):
            plots.unit_images(weights(6, 3)["W1"], (2, 4))


class TestConfusion:
    def test_the_table_holds_the_counts_and_says_right_and_wrong(self, shown):
        plots.confusion(TRUTH, ONE_WRONG, ("even", "odd"))
        assert {"10\nright", "0\nwrong", "1\nwrong", "9\nright"} <= set(shown.texts)
        assert "of 10 odd, 9 said odd and 1 said even" in shown.description

    def test_probabilities_are_refused(self):
        with pytest.raises(ValueError, match="give labels"):
            plots.confusion(TRUTH, TRUTH * 0.9, ("even", "odd"))


class TestDecisionBoundaries:
    def test_each_network_has_its_panel_and_its_share(self, shown):
        plots.decision_boundaries(POINTS, TRUTH, NETWORKS)
        assert len(shown.figure.axes) == 2
        assert "blind gets 50 % of the points right" in shown.description
        share = np.mean((NETWORKS["slanted"](POINTS) > 0.5) == TRUTH)
        assert f"slanted gets {100 * share:.0f} % of the points right" in shown.description

    def test_points_that_are_not_in_the_plane_are_refused(self):
        with pytest.raises(ValueError, match="points in the plane"):
            plots.decision_boundaries(np.zeros((3, 20)), TRUTH, NETWORKS)


class TestOwnPicture:
    def test_it_says_what_the_network_says(self, shown):
        plots.own_picture(PICTURES[0], [[0.25]], ("even", "odd"))
        assert "even 0.75, odd 0.25" in shown.description
