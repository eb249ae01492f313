"""Right versions in many styles: none of them may be rejected.

Each is (exercise, what is special about it, source of its cell).
"""

RIGHT = [
    (
        "initialize_parameters",
        "legacy RandomState(1) via own helper",
        """
def _layer(rng, n_out, n_in):
    return rng.randn(n_out, n_in) * 0.01, np.zeros((n_out, 1))

def initialize_parameters(n_x, n_h, n_y):
    rng = np.random.RandomState(1)
    W1, b1 = _layer(rng, n_h, n_x)
    W2, b2 = _layer(rng, n_y, n_h)
    return dict(W1=W1, b1=b1, W2=W2, b2=b2)
""",
    ),
    (
        "initialize_parameters",
        "OrderedDict, W / 100",
        """
from collections import OrderedDict
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    p = OrderedDict()
    p["W1"] = np.random.randn(n_h, n_x) / 100
    p["b1"] = np.zeros(shape=(n_h, 1))
    p["W2"] = np.random.randn(n_y, n_h) / 100
    p["b2"] = np.zeros(shape=(n_y, 1))
    return p
""",
    ),
    (
        "initialize_parameters",
        "np.random.normal(0, 1, size) * 0.01, *= in place, b by full",
        """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.normal(0, 1, (n_h, n_x))
    W2 = np.random.normal(0, 1, (n_y, n_h))
    W1 *= 0.01
    W2 *= 0.01
    b1 = np.full((n_h, 1), 0.0)
    b2 = np.full((n_y, 1), 0.0)
    assert W1.shape == (n_h, n_x)
    assert b2.shape == (n_y, 1)
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return parameters
""",
    ),
    (
        "initialize_parameters",
        "dict comprehension over sizes; locals by loops; other key order",
        """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    dims = [n_x, n_h, n_y]
    Ws = {f"W{i}": np.random.randn(dims[i], dims[i - 1]) * 1e-2 for i in (1, 2)}
    bs = {f"b{i}": np.zeros((dims[i], 1)) for i in (1, 2)}
    return {**bs, **Ws}
""",
    ),
    (
        "initialize_parameters",
        "flat draw then reshape, other parameter names",
        """
def initialize_parameters(n_in, n_hidden, n_out):
    np.random.seed(1)
    flat = np.random.randn(n_hidden * n_in + n_out * n_hidden) * 0.01
    k = n_hidden * n_in
    W1 = flat[:k].reshape(n_hidden, n_in)
    W2 = flat[k:].reshape(n_out, n_hidden)
    return {"W1": W1, "b1": np.zeros((n_hidden, 1)), "W2": W2, "b2": np.zeros((n_out, 1))}
""",
    ),
    (
        "initialize_parameters_deep",
        "np.random.seed(3) at the top, asserts (published copy)",
        """
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)            # number of layers in the network

    for l in range(1, L):
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
        assert(parameters['W' + str(l)].shape == (layer_dims[l], layer_dims[l-1]))
        assert(parameters['b' + str(l)].shape == (layer_dims[l], 1))
    return parameters
""",
    ),
    (
        "initialize_parameters_deep",
        "zip and enumerate, f-strings",
        """
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l, (n_in, n_out) in enumerate(zip(layer_dims, layer_dims[1:]), 1):
        parameters[f'W{l}'] = 0.01 * np.random.randn(n_out, n_in)
        parameters[f'b{l}'] = np.zeros((n_out, 1))
    return parameters
""",
    ),
    (
        "initialize_parameters_deep",
        "recursion over the layers",
        """
def initialize_parameters_deep(layer_dims, l=1):
    if l >= len(layer_dims):
        return {}
    here = {'W%d' % l: np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01,
            'b%d' % l: np.zeros((layer_dims[l], 1))}
    here.update(initialize_parameters_deep(layer_dims, l + 1))
    return here
""",
    ),
    (
        "initialize_parameters_deep",
        "while loop, all W first and then b, seed(3)",
        """
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    L = len(layer_dims) - 1
    parameters = {}
    l = 0
    while l < L:
        parameters["W" + str(l + 1)] = np.random.randn(layer_dims[l + 1], layer_dims[l]) * 0.01
        l += 1
    for l in range(L):
        parameters["b" + str(l + 1)] = np.zeros(layer_dims[l + 1]).reshape(-1, 1)
    return parameters
""",
    ),
    (
        "initialize_parameters_deep",
        "np.random.standard_normal, dict comprehension",
        """
initialize_parameters_deep = lambda layer_dims: {
    k: v
    for l in range(1, len(layer_dims))
    for k, v in (("W" + str(l), np.random.standard_normal((layer_dims[l], layer_dims[l - 1])) * 0.01),
                 ("b" + str(l), np.zeros((layer_dims[l], 1))))}
""",
    ),
    (
        "initialize_parameters_deep",
        "RandomState(3) instance (own generator, same numbers as seed(3))",
        """
def initialize_parameters_deep(layer_dims):
    rs = np.random.RandomState(3)
    params = {}
    for l in range(len(layer_dims) - 1):
        params['W' + str(l+1)] = rs.randn(layer_dims[l+1], layer_dims[l]) * 0.01
        params['b' + str(l+1)] = np.zeros((layer_dims[l+1], 1))
    return params
""",
    ),
    (
        "linear_forward",
        "einsum",
        """
def linear_forward(A, W, b):
    Z = np.einsum('ij,jk->ik', W, A) + b
    return Z, (A, W, b)
""",
    ),
    (
        "linear_forward",
        "loops over examples and units",
        """
def linear_forward(A, W, b):
    n, m = W.shape[0], A.shape[1]
    Z = np.empty((n, m))
    for i in range(n):
        for j in range(m):
            total = b[i, 0]
            for k in range(W.shape[1]):
                total += W[i, k] * A[k, j]
            Z[i, j] = total
    cache = (A, W, b)
    return Z, cache
""",
    ),
    (
        "linear_forward",
        "namedtuple cache",
        """
from collections import namedtuple
LinearCache = namedtuple("LinearCache", "A W b")

def linear_forward(A, W, b):
    Z = W @ A
    Z += b
    return Z, LinearCache(A, W, b)
""",
    ),
    (
        "linear_forward",
        "np.add(np.matmul(...)), cache of copies",
        """
def linear_forward(A, W, b):
    cache = (A.copy(), W.copy(), b.copy())
    return np.add(np.matmul(W, A), b), cache
""",
    ),
    (
        "linear_forward",
        "bias trick: [W b] @ [A; 1]",
        """
def linear_forward(A_prev, W, b):
    ones = np.ones((1, A_prev.shape[1]))
    Wb = np.hstack([W, b])
    A1 = np.vstack([A_prev, ones])
    Z = Wb @ A1
    assert Z.shape == (W.shape[0], A_prev.shape[1])
    return Z, (A_prev, W, b)
""",
    ),
    (
        "sigmoid",
        "piecewise stable with masks",
        """
def sigmoid(Z):
    A = np.empty_like(Z)
    pos = Z >= 0
    A[pos] = 1 / (1 + np.exp(-Z[pos]))
    e = np.exp(Z[~pos])
    A[~pos] = e / (1 + e)
    return A, Z
""",
    ),
    (
        "sigmoid",
        "tanh form",
        """
def sigmoid(Z):
    return 0.5 * (1 + np.tanh(Z / 2)), Z
""",
    ),
    (
        "sigmoid",
        "logaddexp",
        """
def sigmoid(Z):
    cache = Z
    return np.exp(-np.logaddexp(0, -Z)), cache
""",
    ),
    (
        "sigmoid",
        "np.vectorize with math.exp",
        """
import math
@np.vectorize
def _sig(z):
    if z < 0:
        return math.exp(z) / (1 + math.exp(z))
    return 1 / (1 + math.exp(-z))

def sigmoid(Z):
    A = _sig(Z)
    cache = Z
    return A, cache
""",
    ),
    (
        "sigmoid",
        "np.where stable with -|Z|",
        """
def sigmoid(Z):
    e = np.exp(-np.abs(Z))
    A = np.where(Z >= 0, 1.0, e) / (1.0 + e)
    cache = Z.copy()
    return A, cache
""",
    ),
    (
        "relu",
        "Z * (Z > 0)",
        """
def relu(Z):
    return Z * (Z > 0), Z
""",
    ),
    (
        "relu",
        "copy and mask",
        """
def relu(Z):
    A = np.copy(Z)
    A[A < 0] = 0
    cache = Z
    return A, cache
""",
    ),
    (
        "relu",
        "(Z + |Z|) / 2",
        """
def relu(Z):
    A = (Z + np.abs(Z)) / 2
    return (A, Z)
""",
    ),
    (
        "relu",
        "np.clip(Z, 0, None)",
        """
relu = lambda Z: (np.clip(Z, 0, None), Z)
""",
    ),
    (
        "relu",
        "nested list comprehension converted at the end",
        """
def relu(Z):
    rows = [[max(0.0, z) for z in row] for row in Z.tolist()]
    A = np.array(rows)
    return A, Z
""",
    ),
    (
        "linear_activation_forward",
        "dictionary of functions",
        """
def linear_activation_forward(A_prev, W, b, activation):
    functions = {"sigmoid": sigmoid, "relu": relu}
    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = functions[activation](Z)
    return A, (linear_cache, activation_cache)
""",
    ),
    (
        "linear_activation_forward",
        "all by hand, no helpers called",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z = np.dot(W, A_prev) + b
    if activation == "sigmoid":
        A = 1 / (1 + np.exp(-Z))
    else:
        A = np.maximum(0, Z)
    cache = ((A_prev, W, b), Z)
    return A, cache
""",
    ),
    (
        "linear_activation_forward",
        "own helper versions in the same cell, with different names",
        """
def lin(A, W, b):
    return W @ A + b

def act(Z, kind):
    return 1 / (1 + np.exp(-Z)) if kind == 'sigmoid' else np.where(Z > 0, Z, 0.)

def linear_activation_forward(A_prev, W, b, activation="relu"):
    Z = lin(A_prev, W, b)
    return act(Z, activation), ((A_prev, W, b), Z)
""",
    ),
    (
        "linear_activation_forward",
        "raises ValueError for unknown activation, early returns, keywords",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A=A_prev, W=W, b=b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z=Z)
        return A, (linear_cache, activation_cache)
    if activation == "relu":
        A, activation_cache = relu(Z=Z)
        return A, (linear_cache, activation_cache)
    raise ValueError("unknown activation: %s" % activation)
""",
    ),
    (
        "linear_activation_forward",
        "match statement, namedtuple",
        """
from typing import NamedTuple, Any
class Cache(NamedTuple):
    linear: Any
    activation: Any

def linear_activation_forward(A_prev, W, b, activation):
    Z, lin = linear_forward(A_prev, W, b)
    match activation:
        case "sigmoid":
            A, actc = sigmoid(Z)
        case "relu":
            A, actc = relu(Z)
    return A, Cache(lin, actc)
""",
    ),
    (
        "L_model_forward",
        "one loop, conditional activation",
        """
def L_model_forward(X, parameters):
    A, caches = X, []
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "sigmoid" if l == L else "relu")
        caches.append(cache)
    return A, caches
""",
    ),
    (
        "L_model_forward",
        "functools.reduce",
        """
from functools import reduce
def L_model_forward(X, parameters):
    L = len(parameters) // 2
    def step(state, l):
        A, caches = state
        kind = "relu" if l < L else "sigmoid"
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], activation=kind)
        return A, caches + [cache]
    return reduce(step, range(1, L + 1), (X, []))
""",
    ),
    (
        "L_model_forward",
        "recursion",
        """
def L_model_forward(X, parameters):
    L = len(parameters) // 2
    def go(A, l):
        W, b = parameters["W%d" % l], parameters["b%d" % l]
        if l == L:
            AL, cache = linear_activation_forward(A, W, b, "sigmoid")
            return AL, [cache]
        A, cache = linear_activation_forward(A, W, b, "relu")
        AL, rest = go(A, l + 1)
        return AL, [cache] + rest
    return go(X, 1)
""",
    ),
    (
        "L_model_forward",
        "everything by hand, stable sigmoid",
        """
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = sum(1 for k in parameters if k.startswith('W'))
    for l in range(1, L + 1):
        W = parameters['W' + str(l)]
        b = parameters['b' + str(l)]
        Z = W @ A + b
        caches += [((A, W, b), Z)]
        if l < L:
            A = np.maximum(Z, 0)
        else:
            A = 0.5 * (np.tanh(0.5 * Z) + 1)
    return A, caches
""",
    ),
    (
        "L_model_forward",
        "linear_activation_forward of the learner's own in the same cell",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z = np.matmul(W, A_prev) + b
    A = 1. / (1. + np.exp(-Z)) if activation == 'sigmoid' else Z * (Z > 0)
    return A, ((A_prev, W, b), Z)

def L_model_forward(X, parameters):
    caches = [None] * (len(parameters) // 2)
    L = len(caches)
    A = X
    for l in range(L - 1):
        A, caches[l] = linear_activation_forward(A, parameters['W' + str(l + 1)], parameters['b' + str(l + 1)], 'relu')
    AL, caches[-1] = linear_activation_forward(A, parameters['W' + str(L)], parameters['b' + str(L)], 'sigmoid')
    return AL, caches
""",
    ),
    (
        "compute_cost",
        "np.dot with .T, squeeze",
        """
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T)) / m
    cost = np.squeeze(cost)
    assert cost.shape == ()
    return cost
""",
    ),
    (
        "compute_cost",
        "np.mean, float()",
        """
def compute_cost(AL, Y):
    return float(-np.mean(Y * np.log(AL) + (1 - Y) * np.log1p(-AL)))
""",
    ),
    (
        "compute_cost",
        "1e-8 inside both logs",
        """
def compute_cost(AL, Y):
    m = Y.shape[1]
    eps = 1e-8
    cost = -1 / m * np.sum(Y * np.log(AL + eps) + (1 - Y) * np.log(1 - AL + eps))
    return cost
""",
    ),
    (
        "compute_cost",
        "clip with 1e-8",
        """
def compute_cost(AL, Y):
    AL = np.clip(AL, 1e-8, 1 - 1e-8)
    m = AL.shape[1]
    losses = np.where(Y == 1, -np.log(AL), -np.log(1 - AL))
    return np.sum(losses) / m
""",
    ),
    (
        "compute_cost",
        "pure Python sum with math.log",
        """
from math import log
def compute_cost(AL, Y):
    pairs = list(zip(AL.ravel().tolist(), Y.ravel().tolist()))
    return -sum(y * log(a) + (1 - y) * log(1 - a) for a, y in pairs) / len(pairs)
""",
    ),
    (
        "compute_cost",
        "einsum, np.array(cost) 0-d",
        """
def compute_cost(AL, Y):
    m = Y.size
    pos = np.einsum('ij,ij->', Y, np.log(AL))
    neg = np.einsum('ij,ij->', 1 - Y, np.log(1 - AL))
    return np.array(-(pos + neg) / m)
""",
    ),
    (
        "linear_backward",
        "einsum",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.einsum('im,jm->ij', dZ, A_prev) / m
    db = np.einsum('im->i', dZ)[:, None] / m
    dA_prev = np.einsum('ij,im->jm', W, dZ)
    return dA_prev, dW, db
""",
    ),
    (
        "linear_backward",
        "loop over the examples with np.outer",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW, db = np.zeros_like(W), np.zeros_like(b)
    dA_prev = np.zeros_like(A_prev)
    for i in range(m):
        dW += np.outer(dZ[:, i], A_prev[:, i]) / m
        db[:, 0] += dZ[:, i] / m
        dA_prev[:, i] = W.T @ dZ[:, i]
    return dA_prev, dW, db
""",
    ),
    (
        "linear_backward",
        "mean with keepdims, namedtuple result",
        """
from collections import namedtuple
Grads = namedtuple("Grads", "dA_prev dW db")
def linear_backward(dZ, cache):
    A_prev, W, _ = cache
    return Grads(dA_prev=W.T.dot(dZ), dW=dZ.dot(A_prev.T) / dZ.shape[1], db=dZ.mean(axis=1, keepdims=True))
""",
    ),
    (
        "linear_backward",
        "dZ rebound to dZ / m (not in place), matrix with ones for db",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dA_prev = np.matmul(W.transpose(), dZ)
    dZ = dZ / m
    dW = dZ @ A_prev.T
    db = dZ @ np.ones((m, 1))
    return dA_prev, dW, db
""",
    ),
    (
        "linear_backward",
        "cache[0], cache[1]; (A_prev @ dZ.T).T",
        """
def linear_backward(dZ, cache):
    A_prev = cache[0]
    W = cache[1]
    m = A_prev.shape[1]
    dW = np.dot(A_prev, dZ.T).T / m
    db = np.sum(dZ, axis=1).reshape(cache[2].shape) / m
    dA_prev = np.dot(dZ.T, W).T
    return dA_prev, dW, db
""",
    ),
    (
        "relu_backward",
        "dA * (Z > 0)",
        """
def relu_backward(dA, cache):
    return dA * (cache > 0)
""",
    ),
    (
        "relu_backward",
        "np.where",
        """
def relu_backward(dA, Z):
    return np.where(Z > 0, dA, 0.0)
""",
    ),
    (
        "relu_backward",
        "np.heaviside(Z, 0)",
        """
relu_backward = lambda dA, cache: np.multiply(dA, np.heaviside(cache, 0))
""",
    ),
    (
        "relu_backward",
        "loops over ndindex",
        """
def relu_backward(dA, cache):
    Z = cache
    dZ = np.zeros(Z.shape)
    for i in np.ndindex(Z.shape):
        if Z[i] > 0:
            dZ[i] = dA[i]
    return dZ
""",
    ),
    (
        "sigmoid_backward",
        "calls sigmoid(Z)",
        """
def sigmoid_backward(dA, cache):
    A, _ = sigmoid(cache)
    return np.multiply(dA, np.multiply(A, 1 - A))
""",
    ),
    (
        "sigmoid_backward",
        "exp(-Z)/(1+exp(-Z))**2 with |Z| for stability",
        """
def sigmoid_backward(dA, cache):
    e = np.exp(-np.abs(cache))
    return dA * e / (1 + e) ** 2
""",
    ),
    (
        "sigmoid_backward",
        "1 / (4 cosh^2(Z/2))",
        """
def sigmoid_backward(dA, cache):
    Z = cache
    t = np.tanh(Z / 2)
    return dA * (1 - t * t) / 4
""",
    ),
    (
        "sigmoid_backward",
        "s - s**2",
        """
def sigmoid_backward(dA, cache):
    Z = cache
    s = 1.0 / (1.0 + np.exp(-Z))
    ds = s - s**2
    dZ = np.array(dA, copy=True)
    dZ *= ds
    return dZ
""",
    ),
    (
        "linear_activation_backward",
        "dictionary of functions, return linear_backward(...)",
        """
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    back = {"relu": relu_backward, "sigmoid": sigmoid_backward}[activation]
    return linear_backward(back(dA, activation_cache), linear_cache)
""",
    ),
    (
        "linear_activation_backward",
        "all by hand",
        """
def linear_activation_backward(dA, cache, activation):
    (A_prev, W, b), Z = cache
    m = A_prev.shape[1]
    if activation == "relu":
        dZ = dA * (Z > 0)
    else:
        s = 1 / (1 + np.exp(-Z))
        dZ = dA * s * (1 - s)
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m
""",
    ),
    (
        "linear_activation_backward",
        "functools.partial / conditional expression, keywords",
        """
from functools import partial
def linear_activation_backward(dA, cache, activation):
    lin, act = cache
    f = partial(relu_backward if activation == "relu" else sigmoid_backward, cache=act)
    dA_prev, dW, db = linear_backward(cache=lin, dZ=f(dA))
    return dA_prev, dW, db
""",
    ),
    (
        "linear_activation_backward",
        "own relu_backward / sigmoid_backward in the same cell with other conventions",
        """
def relu_backward(Z):
    return (Z > 0).astype(float)
def sigmoid_backward(Z):
    s = 1 / (1 + np.exp(-Z))
    return s * (1 - s)
def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    g = relu_backward(Z) if activation == "relu" else sigmoid_backward(Z)
    dA_prev, dW, db = linear_backward(dA * g, linear_cache)
    return dA_prev, dW, db
""",
    ),
    (
        "linear_activation_backward",
        "cache indexed, tuple(generator) result",
        """
def linear_activation_backward(dA, cache, activation):
    if activation == "relu":
        dZ = relu_backward(dA, cache[1])
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, cache[1])
    else:
        raise ValueError(activation)
    result = linear_backward(dZ, cache[0])
    return tuple(g for g in result)
""",
    ),
    (
        "L_model_backward",
        "dZ = AL - Y, linear_backward for the last layer",
        """
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)
    linear_cache, _ = caches[-1]
    dZ = AL - Y
    grads["dA" + str(L-1)], grads["dW" + str(L)], grads["db" + str(L)] = linear_backward(dZ, linear_cache)
    for l in range(L - 1, 0, -1):
        dA, dW, db = linear_activation_backward(grads["dA" + str(l)], caches[l - 1], "relu")
        grads["dA" + str(l - 1)] = dA
        grads["dW" + str(l)] = dW
        grads["db" + str(l)] = db
    return grads
""",
    ),
    (
        "L_model_backward",
        "AL clipped before dividing, extra keys dA_L and m in grads",
        """
def L_model_backward(AL, Y, caches):
    L = len(caches)
    eps = 1e-12
    A = np.clip(AL, eps, 1 - eps)
    Y = np.reshape(Y, AL.shape)
    dA = -(Y / A) + (1 - Y) / (1 - A)
    grads = {"dA" + str(L): dA, "m": AL.shape[1]}
    for l in reversed(range(L)):
        kind = "sigmoid" if l == L - 1 else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[l], kind)
        grads[f"dA{l}"], grads[f"dW{l+1}"], grads[f"db{l+1}"] = dA, dW, db
    return grads
""",
    ),
    (
        "L_model_backward",
        "recursion from the last layer down",
        """
def L_model_backward(AL, Y, caches):
    def back(dA, l):
        if l == 0:
            return {}
        act = "sigmoid" if l == len(caches) else "relu"
        dA_prev, dW, db = linear_activation_backward(dA, caches[l - 1], act)
        return {"dA%d" % (l - 1): dA_prev, "dW%d" % l: dW, "db%d" % l: db, **back(dA_prev, l - 1)}
    Y = Y.reshape(AL.shape)
    return back(np.subtract(np.divide(1 - Y, 1 - AL), np.divide(Y, AL)), len(caches))
""",
    ),
    (
        "L_model_backward",
        "(AL - Y) / (AL * (1 - AL)), enumerate(reversed(caches[:-1]))",
        """
def L_model_backward(AL, Y, caches):
    grads = dict()
    L = len(caches)
    dAL = (AL - Y.reshape(AL.shape)) / (AL * (1 - AL))
    dA, grads['dW%s' % L], grads['db%s' % L] = linear_activation_backward(dAL, caches[-1], 'sigmoid')
    grads['dA%s' % (L - 1)] = dA
    for k, cache in enumerate(reversed(caches[:-1]), start=1):
        l = L - k
        dA, dW, db = linear_activation_backward(dA, cache, 'relu')
        grads.update({'dA%s' % (l - 1): dA, 'dW%s' % l: dW, 'db%s' % l: db})
    return grads
""",
    ),
    (
        "L_model_backward",
        "while loop over a copy of the list with pop, OrderedDict",
        """
from collections import OrderedDict
def L_model_backward(AL, Y, caches):
    grads = OrderedDict()
    rest = list(caches)
    dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    activation = "sigmoid"
    while rest:
        l = len(rest)
        dA, dW, db = linear_activation_backward(dA, rest.pop(), activation)
        grads["dA" + str(l - 1)], grads["dW" + str(l)], grads["db" + str(l)] = dA, dW, db
        activation = "relu"
    return grads
""",
    ),
    (
        "L_model_backward",
        "all by hand with einsum; dZ = AL - Y; hidden dZ by Z > 0",
        """
def L_model_backward(AL, Y, caches):
    m = AL.shape[1]
    grads = {}
    dZ = AL - Y
    for l in range(len(caches), 0, -1):
        (A_prev, W, b), Z = caches[l - 1]
        grads['dW' + str(l)] = np.einsum('ik,jk->ij', dZ, A_prev) / m
        grads['db' + str(l)] = dZ.mean(axis=1, keepdims=True)
        dA = W.T @ dZ
        grads['dA' + str(l - 1)] = dA
        if l > 1:
            dZ = dA * (caches[l - 2][1] > 0)
    return grads
""",
    ),
    (
        "update_parameters",
        "in place with -=",
        """
def update_parameters(parameters, grads, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        parameters["W" + str(l)] -= learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] -= learning_rate * grads["db" + str(l)]
    return parameters
""",
    ),
    (
        "update_parameters",
        "dict comprehension: new dict",
        """
def update_parameters(parameters, grads, learning_rate):
    return {k: p - learning_rate * grads["d" + k] for k, p in parameters.items()}
""",
    ),
    (
        "update_parameters",
        "copy.deepcopy, then update",
        """
import copy
def update_parameters(params, grads, learning_rate=0.01):
    parameters = copy.deepcopy(params)
    L = len(parameters) // 2
    for l in range(L):
        for p in ("W", "b"):
            key = p + str(l + 1)
            parameters[key] = np.subtract(parameters[key], np.multiply(learning_rate, grads["d" + key]))
    return parameters
""",
    ),
    (
        "update_parameters",
        "np.subtract with out=, p[...] = ",
        """
def update_parameters(parameters, grads, learning_rate):
    for name, value in parameters.items():
        step = np.multiply(grads['d' + name], learning_rate)
        np.subtract(value, step, out=value)
    return parameters
""",
    ),
    (
        "initialize_parameters",
        "dict(), legacy RandomState",
        """
def initialize_parameters(n_x, n_h, n_y):
    rs = np.random.RandomState(1)
    W1 = rs.randn(n_h, n_x) * 0.01
    W2 = rs.randn(n_y, n_h) * 0.01
    return dict(W1=W1, b1=np.zeros((n_h, 1)), W2=W2, b2=np.zeros((n_y, 1)))
""",
    ),
    (
        "initialize_parameters",
        "type hints, asserts, other parameter names, /100",
        """
def initialize_parameters(nx: int, nh: int, ny: int) -> dict:
    np.random.seed(1)
    W1 = np.random.randn(nh, nx) / 100
    b1 = np.full((nh, 1), 0.)
    W2 = np.random.randn(ny, nh) / 100
    b2 = np.full((ny, 1), 0.)
    assert W1.shape == (nh, nx) and b1.shape == (nh, 1)
    assert W2.shape == (ny, nh) and b2.shape == (ny, 1)
    return {"b2": b2, "W2": W2, "b1": b1, "W1": W1}
""",
    ),
    (
        "initialize_parameters",
        "standard_normal(size=)",
        """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    parameters = {}
    for i, (a, b) in enumerate([(n_h, n_x), (n_y, n_h)], 1):
        parameters["W" + str(i)] = 1e-2 * np.random.standard_normal(size=(a, b))
        parameters["b" + str(i)] = np.zeros(shape=[a, 1])
    return parameters
""",
    ),
    (
        "initialize_parameters",
        "np.random.normal(0, 0.01)",
        """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.normal(0, 0.01, (n_h, n_x))
    W2 = np.random.normal(scale=0.01, size=(n_y, n_h))
    b1, b2 = np.zeros((n_h, 1)), np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
""",
    ),
    (
        "initialize_parameters_deep",
        "seed(3), zip pairs",
        """
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    params = {}
    for l, (n_in, n_out) in enumerate(zip(layer_dims, layer_dims[1:]), 1):
        params[f"W{l}"] = np.random.randn(n_out, n_in) * 0.01
        params[f"b{l}"] = np.zeros((n_out, 1))
        assert params[f"W{l}"].shape == (n_out, n_in)
    return params
""",
    ),
    (
        "initialize_parameters_deep",
        "dict comprehension merge",
        """
def initialize_parameters_deep(layer_dims):
    n = layer_dims
    Ws = {"W" + str(l): np.random.randn(n[l], n[l-1]) * 0.01 for l in range(1, len(n))}
    bs = {"b" + str(l): np.zeros((n[l], 1)) for l in range(1, len(n))}
    return Ws | bs
""",
    ),
    (
        "initialize_parameters_deep",
        "*shape via tuple, while loop",
        """
def initialize_parameters_deep(layer_dims):
    parameters, l = {}, 1
    while l < len(layer_dims):
        shape = (layer_dims[l], layer_dims[l - 1])
        parameters["W%i" % l] = np.multiply(0.01, np.random.randn(*shape))
        parameters["b%i" % l] = np.zeros_like(parameters["W%i" % l][:, :1])
        l += 1
    return parameters
""",
    ),
    (
        "initialize_parameters_deep",
        "recursion",
        """
def initialize_parameters_deep(layer_dims, l=1):
    if l == len(layer_dims):
        return {}
    W = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
    b = np.zeros((layer_dims[l], 1))
    return {"W" + str(l): W, "b" + str(l): b, **initialize_parameters_deep(layer_dims, l + 1)}
""",
    ),
    (
        "initialize_parameters_deep",
        "OrderedDict, seed(3), np.array of dims",
        """
from collections import OrderedDict
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    dims = np.array(layer_dims)
    parameters = OrderedDict()
    L = dims.shape[0]
    for l in range(1, L):
        parameters['W' + str(l)] = np.random.randn(dims[l], dims[l-1]) * 0.01
        parameters['b' + str(l)] = np.zeros((dims[l], 1))
    return parameters
""",
    ),
    (
        "linear_forward",
        "einsum",
        """
def linear_forward(A, W, b):
    return np.einsum("ij,jk->ik", W, A) + b, (A, W, b)
""",
    ),
    (
        "linear_forward",
        "tensordot and np.add",
        """
def linear_forward(A, W, b):
    Z = np.add(np.tensordot(W, A, axes=1), b)
    cache = A, W, b
    return Z, cache
""",
    ),
    (
        "linear_forward",
        "triple loop",
        """
def linear_forward(A, W, b):
    n, k = W.shape
    m = A.shape[1]
    Z = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            s = 0.0
            for q in range(k):
                s += W[i, q] * A[q, j]
            Z[i, j] = s + b[i, 0]
    return Z, (A, W, b)
""",
    ),
    (
        "linear_forward",
        "namedtuple cache, transposes",
        """
from collections import namedtuple
LinearCache = namedtuple("LinearCache", "A W b")
def linear_forward(A, W, b):
    Z = (A.T @ W.T + b.T).T
    return Z, LinearCache(A, W, b)
""",
    ),
    (
        "sigmoid",
        "tanh form",
        """
def sigmoid(Z):
    return 0.5 * (1 + np.tanh(Z / 2)), Z
""",
    ),
    (
        "sigmoid",
        "masked stable",
        """
def sigmoid(Z):
    A = np.empty(Z.shape, dtype=float)
    p = Z >= 0
    A[p] = 1 / (1 + np.exp(-Z[p]))
    e = np.exp(Z[~p])
    A[~p] = e / (1 + e)
    return A, Z
""",
    ),
    (
        "sigmoid",
        "lambda with logaddexp",
        """
sigmoid = lambda Z: (np.exp(-np.logaddexp(0, -Z)), Z)
""",
    ),
    (
        "sigmoid",
        "math.exp vectorised",
        """
import math
@np.vectorize
def _s(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0
def sigmoid(Z):
    A = _s(Z)
    return A, Z
""",
    ),
    (
        "sigmoid",
        "clip and copy in cache",
        """
def sigmoid(Z):
    Zc = np.clip(Z, -500, 500)
    A = np.reciprocal(1.0 + np.exp(-Zc))
    return A, Z.copy()
""",
    ),
    (
        "relu",
        "where",
        """
def relu(Z):
    return np.where(Z > 0, Z, 0), Z
""",
    ),
    (
        "relu",
        "mask multiply",
        """
def relu(Z):
    A = Z * (Z > 0)
    assert A.shape == Z.shape
    return A, Z
""",
    ),
    (
        "relu",
        "copy then boolean",
        """
def relu(Z):
    A = Z.copy()
    A[A < 0] = 0
    return A, Z
""",
    ),
    (
        "relu",
        "half sum of abs / clip",
        """
def relu(Z):
    return np.clip(Z, 0, None), Z
""",
    ),
    (
        "linear_activation_forward",
        "match",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    match activation:
        case "sigmoid":
            A, ac = sigmoid(Z)
        case "relu":
            A, ac = relu(Z)
        case _:
            raise ValueError(activation)
    return A, (linear_cache, ac)
""",
    ),
    (
        "linear_activation_forward",
        "dict of functions, default",
        """
def linear_activation_forward(A_prev, W, b, activation="relu"):
    Z, lin = linear_forward(A=A_prev, W=W, b=b)
    A, act = dict(relu=relu, sigmoid=sigmoid)[activation](Z)
    return A, (lin, act)
""",
    ),
    (
        "linear_activation_forward",
        "all inline",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z = W.dot(A_prev) + b
    if activation.lower() == "relu":
        A = np.maximum(Z, 0)
    else:
        A = 1. / (1. + np.exp(-Z))
    return A, ((A_prev, W, b), Z)
""",
    ),
    (
        "linear_activation_forward",
        "own helpers of another shape in the cell",
        """
def sigmoid(z): return 1 / (1 + np.exp(-z))
def relu(z): return np.maximum(0, z)
def linear_activation_forward(A_prev, W, b, activation):
    Z = W @ A_prev + b
    A = sigmoid(Z) if activation == "sigmoid" else relu(Z)
    return A, ((A_prev, W, b), Z)
""",
    ),
    (
        "L_model_forward",
        "one loop with conditional",
        """
def L_model_forward(X, parameters):
    A, caches, L = X, [], len(parameters) // 2
    for l in range(1, L + 1):
        A, c = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "sigmoid" if l == L else "relu")
        caches.append(c)
    return A, caches
""",
    ),
    (
        "L_model_forward",
        "functools.reduce",
        """
from functools import reduce
def L_model_forward(X, parameters):
    L = len(parameters) // 2
    def step(state, l):
        A, caches = state
        A, c = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], activation="relu" if l < L else "sigmoid")
        return A, caches + [c]
    return reduce(step, range(1, L + 1), (X, []))
""",
    ),
    (
        "L_model_forward",
        "recursion",
        """
def L_model_forward(X, parameters):
    L = sum(k.startswith("W") for k in parameters)
    def go(A, l):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        if l == L:
            AL, c = linear_activation_forward(A, W, b, "sigmoid")
            return AL, [c]
        A2, c = linear_activation_forward(A, W, b, "relu")
        AL, rest = go(A2, l + 1)
        return AL, [c] + rest
    return go(X, 1)
""",
    ),
    (
        "L_model_forward",
        "partial, walrus",
        """
from functools import partial
def L_model_forward(X, parameters):
    hidden = partial(linear_activation_forward, activation="relu")
    caches, A, l = [], X, 0
    while (l := l + 1) < len(parameters) // 2:
        A, c = hidden(A, parameters["W%d" % l], parameters["b%d" % l])
        caches += [c]
    AL, c = linear_activation_forward(A, parameters["W%d" % l], parameters["b%d" % l], "sigmoid")
    return AL, [*caches, c]
""",
    ),
    (
        "L_model_forward",
        "class-based",
        """
class Layer:
    def __init__(self, W, b, act):
        self.W, self.b, self.act = W, b, act
    def __call__(self, A):
        return linear_activation_forward(A, self.W, self.b, self.act)
def L_model_forward(X, parameters):
    L = int(len(parameters) / 2)
    layers = [Layer(parameters["W" + str(l)], parameters["b" + str(l)], "relu") for l in range(1, L + 1)]
    layers[-1].act = "sigmoid"
    caches = []
    for layer in layers:
        X, cache = layer(X)
        caches.append(cache)
    return X, caches
""",
    ),
    (
        "compute_cost",
        "eps in log, float",
        """
def compute_cost(AL, Y):
    eps = 1e-8
    return float(-np.mean(Y * np.log(AL + eps) + (1 - Y) * np.log(1 - AL + eps)))
""",
    ),
    (
        "compute_cost",
        "vdot",
        """
def compute_cost(AL, Y):
    m = Y.shape[1]
    return -(np.vdot(Y, np.log(AL)) + np.vdot(1 - Y, np.log1p(-AL))) / m
""",
    ),
    (
        "compute_cost",
        "np.average of where",
        """
def compute_cost(AL, Y):
    return np.average(np.where(Y == 1, -np.log(AL), -np.log(1 - AL)))
""",
    ),
    (
        "compute_cost",
        "0-d array by clip and squeeze",
        """
def compute_cost(AL, Y):
    AL = np.clip(AL, 1e-10, 1 - 1e-10)
    m = AL.shape[-1]
    cost = (-1 / m) * (Y @ np.log(AL).T + (1 - Y) @ np.log(1 - AL).T)
    cost = np.asarray(np.squeeze(cost))
    assert cost.shape == ()
    return cost
""",
    ),
    (
        "compute_cost",
        "sum generator over zip, math.log",
        """
from math import log
def compute_cost(AL, Y):
    pairs = list(zip(AL.ravel(), Y.ravel()))
    return -sum(y * log(a) + (1 - y) * log(1 - a) for a, y in pairs) / len(pairs)
""",
    ),
    (
        "compute_cost",
        ".item()",
        """
def compute_cost(AL, Y):
    m = Y.size
    J = np.einsum("ij,ij->", Y, np.log(AL)) + np.einsum("ij,ij->", 1 - Y, np.log(1 - AL))
    return (-J / m).item()
""",
    ),
    (
        "linear_backward",
        "einsum",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = dZ.shape[1]
    dW = np.einsum("im,jm->ij", dZ, A_prev) / m
    db = np.einsum("im->i", dZ)[:, None] / m
    return np.einsum("ij,im->jm", W, dZ), dW, db
""",
    ),
    (
        "linear_backward",
        "mean reshape, namedtuple",
        """
from collections import namedtuple
G = namedtuple("G", ["dA_prev", "dW", "db"])
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    return G(dA_prev=W.T.dot(dZ), dW=dZ.dot(A_prev.T) / len(A_prev.T), db=dZ.mean(axis=1).reshape(b.shape))
""",
    ),
    (
        "linear_backward",
        "loop over examples",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW, db, dA = np.zeros_like(W), np.zeros_like(b), np.zeros_like(A_prev)
    for i in range(m):
        dz, a = dZ[:, [i]], A_prev[:, [i]]
        dW += dz @ a.T / m
        db += dz / m
        dA[:, [i]] = W.T @ dz
    return dA, dW, db
""",
    ),
    (
        "linear_backward",
        "ones column and scaled copy",
        """
def linear_backward(dZ, cache):
    A_prev, W, _ = cache
    g = dZ / dZ.shape[1]
    dW = g @ A_prev.T
    db = g @ np.ones((dZ.shape[1], 1))
    dA_prev = W.T @ dZ
    return dA_prev, dW, db
""",
    ),
    (
        "linear_backward",
        "m from b's sibling, average keepdims",
        """
def linear_backward(dZ, cache):
    (A_prev, W, b), (_, m) = cache, dZ.shape
    dW = np.matmul(A_prev, dZ.T).T / m
    db = np.average(dZ, axis=1, weights=np.ones(m))[:, np.newaxis]
    dA_prev = np.matmul(dZ.T, W).T
    return (dA_prev, dW, db)
""",
    ),
    (
        "relu_backward",
        "heaviside",
        """
def relu_backward(dA, cache):
    return dA * np.heaviside(cache, 0)
""",
    ),
    (
        "relu_backward",
        "where",
        """
def relu_backward(dA, cache):
    return np.where(cache > 0, dA, 0.0)
""",
    ),
    (
        "relu_backward",
        "astype mask",
        """
def relu_backward(dA, Z):
    return np.multiply(dA, np.int64(Z > 0))
""",
    ),
    (
        "relu_backward",
        "double loop",
        """
def relu_backward(dA, cache):
    dZ = np.zeros(dA.shape)
    for (i, j), z in np.ndenumerate(cache):
        if z > 0:
            dZ[i, j] = dA[i, j]
    return dZ
""",
    ),
    (
        "sigmoid_backward",
        "sigmoid()[0]",
        """
def sigmoid_backward(dA, cache):
    s, _ = sigmoid(cache)
    return dA * (s - s ** 2)
""",
    ),
    (
        "sigmoid_backward",
        "exp(-Z)/(1+exp(-Z))^2",
        """
def sigmoid_backward(dA, cache):
    e = np.exp(-np.abs(cache))
    return dA * e / (1 + e) ** 2
""",
    ),
    (
        "sigmoid_backward",
        "tanh",
        """
def sigmoid_backward(dA, cache):
    return dA * 0.25 * (1 - np.tanh(cache / 2) ** 2)
""",
    ),
    (
        "linear_activation_backward",
        "conditional function",
        """
def linear_activation_backward(dA, cache, activation):
    lin, act = cache
    back = relu_backward if activation == "relu" else sigmoid_backward
    return linear_backward(back(dA, act), lin)
""",
    ),
    (
        "linear_activation_backward",
        "inline",
        """
def linear_activation_backward(dA, cache, activation):
    (A_prev, W, b), Z = cache
    if activation == "relu":
        dZ = dA * (Z > 0)
    else:
        s = 1 / (1 + np.exp(-Z)); dZ = dA * s * (1 - s)
    m = Z.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.sum(1, keepdims=True) / m
""",
    ),
    (
        "linear_activation_backward",
        "globals-free dict, star call, else raise",
        """
def linear_activation_backward(dA, cache, activation):
    fs = {"relu": relu_backward, "sigmoid": sigmoid_backward}
    if activation not in fs:
        raise ValueError("unknown activation")
    result = linear_backward(fs[activation](dA, cache=cache[1]), cache=cache[0])
    return tuple(result)
""",
    ),
    (
        "L_model_backward",
        "dZ = AL - Y",
        """
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dZ = AL - Y.reshape(AL.shape)
    grads[f"dA{L-1}"], grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(dZ, caches[-1][0])
    for l in range(L - 1, 0, -1):
        grads[f"dA{l-1}"], grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(grads[f"dA{l}"], caches[l-1], "relu")
    return grads
""",
    ),
    (
        "L_model_backward",
        "extra key dAL, one loop over reversed enumerate",
        """
def L_model_backward(AL, Y, caches):
    dA = (1 - Y) / (1 - AL) - Y / AL
    grads = {"dA" + str(len(caches)): dA}
    for l, cache in reversed(list(enumerate(caches, start=1))):
        dA, dW, db = linear_activation_backward(dA, cache, "sigmoid" if l == len(caches) else "relu")
        grads.update({"dA" + str(l-1): dA, "dW" + str(l): dW, "db" + str(l): db})
    return grads
""",
    ),
    (
        "L_model_backward",
        "recursion from the back",
        """
def L_model_backward(AL, Y, caches):
    Y = Y.reshape(AL.shape)
    def go(dA, l, act):
        if l == 0:
            return {}
        dA_prev, dW, db = linear_activation_backward(dA, caches[l-1], act)
        return {"dA%d" % (l-1): dA_prev, "dW%d" % l: dW, "db%d" % l: db} | go(dA_prev, l-1, "relu")
    return go((AL - Y) / (AL * (1 - AL)), len(caches), "sigmoid")
""",
    ),
    (
        "L_model_backward",
        "eps in the division, copy of caches popped",
        """
def L_model_backward(AL, Y, caches):
    stack = list(caches)
    grads, l = {}, len(stack)
    dA = -(np.divide(Y, AL + 1e-12) - np.divide(1 - Y, 1 - AL + 1e-12))
    act = "sigmoid"
    while stack:
        dA, grads["dW" + str(l)], grads["db" + str(l)] = linear_activation_backward(dA, stack.pop(), act)
        l -= 1
        grads["dA" + str(l)] = dA
        act = "relu"
    return grads
""",
    ),
    (
        "update_parameters",
        "in place",
        """
def update_parameters(parameters, grads, learning_rate):
    for k in parameters:
        parameters[k] -= learning_rate * grads["d" + k]
    return parameters
""",
    ),
    (
        "update_parameters",
        "new dict comprehension",
        """
def update_parameters(parameters, grads, learning_rate):
    return {k: v - learning_rate * grads["d" + k] for k, v in parameters.items()}
""",
    ),
    (
        "update_parameters",
        "deepcopy first",
        """
import copy
def update_parameters(parameters, grads, learning_rate=0.01):
    p = copy.deepcopy(parameters)
    L = len(p) // 2
    for l in range(1, L + 1):
        np.subtract(p["W" + str(l)], learning_rate * grads["dW" + str(l)], out=p["W" + str(l)])
        p["b" + str(l)][...] = p["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return p
""",
    ),
    (
        "update_parameters",
        "for k, v unpack, OrderedDict, zip of letters",
        """
from collections import OrderedDict
from itertools import product
def update_parameters(parameters, grads, learning_rate):
    new = OrderedDict(parameters)
    for l, p in product(range(1, 1 + len(parameters) // 2), "Wb"):
        new[f"{p}{l}"] = new[f"{p}{l}"] + (-learning_rate) * grads[f"d{p}{l}"]
    return new
""",
    ),
    (
        "linear_activation_backward",
        "computes Z anew from the linear cache",
        """
def linear_activation_backward(dA, cache, activation):
    A_prev, W, b = cache[0]
    Z = W @ A_prev + b
    slope = {"relu": relu_backward, "sigmoid": sigmoid_backward}[activation]
    return linear_backward(slope(dA, Z), cache[0])
""",
    ),
]
