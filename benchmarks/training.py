"""What does a step of training cost? Run: python benchmarks/training.py

Two networks, each trained by full-batch gradient descent, on one thread, in several ways: one after the
other in every round, so that whatever else the machine does meets them all. The table holds the
median over the rounds of each one's time as a multiple of the workbook's; below 1 is faster.
PyTorch and scikit-learn are asked only where they are installed; nothing else here needs them.
"""
# ruff: noqa: E402  (the threads are settled before NumPy is imported)

import os

for threads in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[threads] = "1"  # before NumPy: on small nets threads wait for each other

import statistics
import time
import tracemalloc
import warnings

import numpy as np

from dnn_helpers import reference as ref
from dnn_helpers.datasets import flatten, load_digits

ROUNDS = 15


def cats():
    """As wide as the course's cats: noise, in the shape of 209 pictures of 64 x 64 x 3."""
    rng = np.random.default_rng(0)
    X = flatten(rng.integers(0, 256, size=(209, 64, 64, 3), dtype=np.uint8))
    return X, rng.integers(0, 2, size=(1, 209)), [12288, 20, 7, 5, 1], 0.0075


def digits():
    """The network of chapter 06."""
    data = load_digits()
    return flatten(data.train_x), data.train_y, [64, 20, 7, 5, 1], 0.15


# --- The contenders: each takes X, Y, the sizes and the rate, and returns train(iterations) -----------


def workbook(X, Y, dims, rate):
    return lambda iterations: ref.L_layer_model(X, Y, dims, rate, iterations)[0]


def with_input_gradient(X, Y, dims, rate):
    """The document's way: grads holds dA0 too."""

    def train(iterations):
        parameters = ref.initialize_parameters_scaled(dims)
        for _ in range(iterations):
            AL, caches = ref.L_model_forward(X, parameters)
            parameters = ref.update_parameters(parameters, ref.L_model_backward(AL, Y, caches), rate)
        return parameters

    return train


def products_alone(X, Y, dims, rate):
    """The floor: the products that a step cannot do without, into memory that is there already."""
    parameters = ref.initialize_parameters_scaled(dims)
    _, caches = ref.L_model_forward(X, parameters)
    layers = [(A_prev, W, np.ones_like(Z), np.empty_like(Z), np.empty_like(W), np.empty_like(A_prev))
              for (A_prev, W, _), Z in caches]  # fmt: skip

    def train(iterations):
        for _ in range(iterations):
            for l, (A_prev, W, dZ, Z, dW, dA_prev) in enumerate(layers, 1):
                np.dot(W, A_prev, out=Z)
                np.dot(dZ, A_prev.T, out=dW)
                if l > 1:
                    np.dot(W.T, dZ, out=dA_prev)

    return train


def pytorch(X, Y, dims, rate, dtype="float64"):
    """The tersest form, from the same start: autograd, and X asks for no gradient."""
    import torch

    torch.set_num_threads(1)
    kind = getattr(torch, dtype)
    X, Y = torch.tensor(X, dtype=kind), torch.tensor(Y, dtype=kind)

    def train(iterations):
        start = ref.initialize_parameters_scaled(dims)
        parameters = {name: torch.tensor(p, dtype=kind, requires_grad=True) for name, p in start.items()}
        for _ in range(iterations):
            A = X
            for l in range(1, len(dims) - 1):
                A = torch.relu(torch.addmm(parameters[f"b{l}"], parameters[f"W{l}"], A))
            Z = torch.addmm(parameters[f"b{l + 1}"], parameters[f"W{l + 1}"], A)
            torch.nn.functional.binary_cross_entropy_with_logits(Z, Y).backward()
            with torch.no_grad():
                for p in parameters.values():
                    p.sub_(p.grad, alpha=rate)
                    p.grad = None
        return {name: p.detach().numpy() for name, p in parameters.items()}

    return train


def pytorch_float32(X, Y, dims, rate):
    return pytorch(X, Y, dims, rate, "float32")


def scikit_learn(X, Y, dims, rate):
    """MLPClassifier set to plain full-batch descent: no momentum, no penalty, no shuffling, no early end."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    X, y = np.ascontiguousarray(X.T), Y[0]

    def train(iterations):
        model = MLPClassifier(
            dims[1:-1], solver="sgd", momentum=0, nesterovs_momentum=False, learning_rate_init=rate, alpha=0,
            batch_size=len(y), shuffle=False, max_iter=iterations, tol=0, n_iter_no_change=iterations + 1,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # it was told when to stop
            model.fit(X, y)

    return train


CONTENDERS = {
    "the workbook": workbook,
    "BLAS alone, the products needed": products_alone,
    "the document's way, with dA0": with_input_gradient,
    "PyTorch, float64": pytorch,
    "PyTorch, float32": pytorch_float32,
    "scikit-learn, float64": scikit_learn,
}

# --- Measuring ----------------------------------------------------------------------------------------


def seconds_a_step(train, steps):
    """The time of `steps` steps, without what comes before the first: one step's time is taken off."""
    times = []
    for iterations in (1, steps + 1):
        start = time.perf_counter()
        train(iterations)
        times.append(time.perf_counter() - start)
    return (times[1] - times[0]) / steps


def installed(problem):
    """Every contender's train(iterations), and why others have none."""
    trains, absent = {}, {}
    for name, contender in CONTENDERS.items():
        try:
            trains[name] = contender(*problem)
        except ImportError as error:
            absent[name] = str(error)
    return trains, absent


def ends_alike(trains):
    """What is timed is the same training: from one start, PyTorch ends where the workbook does."""
    if "PyTorch, float64" in trains:
        ours, theirs = trains["the workbook"](20), trains["PyTorch, float64"](20)
        assert all(np.allclose(ours[name], theirs[name], rtol=1e-9, atol=1e-12) for name in ours)


def peak_of(train):
    """The most memory that a few steps have at one time, beyond what there was before."""
    tracemalloc.start()
    train(3)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def compare(title, problem, steps):
    trains, absent = installed(problem)
    ends_alike(trains)
    rounds = [{name: seconds_a_step(train, steps) for name, train in trains.items()} for _ in range(ROUNDS)]
    X, _, dims, _ = problem
    print(f"\n{title}: {'-'.join(map(str, dims))}, {X.shape[1]} examples")
    for name in trains:
        ratio = statistics.median(times[name] / times["the workbook"] for times in rounds)
        print(f"  {name:<34}{ratio:6.2f}")
    for name, reason in absent.items():
        print(f"  {name:<34}left out: {reason}")
    ours = statistics.median(times["the workbook"] for times in rounds)
    print(f"  a step of the workbook takes {ours * 1e3:.2f} ms, 2500 of them {ours * 2500:.1f} s")


def main():
    print("Time of a training step, as a multiple of the workbook's (float64, one thread)")
    wide = cats()
    compare("cats", wide, steps=10)
    compare("digits", digits(), steps=200)
    share = peak_of(workbook(*wide)) / wide[0].nbytes
    print(f"\nMemory: beside X, training on the cats holds at most {share:.2f} times the size of X")


if __name__ == "__main__":
    main()
