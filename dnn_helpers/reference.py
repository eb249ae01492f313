"""The whole network on one page of NumPy: what every exercise is measured against.

Names, signatures, caches and dictionary keys are the document's. Symbols: `m` examples stand in
columns, `L` layers, `l` counts them from 1, `n[l]` units in layer l, and layer 0 is the input X.
All arrays are float64 unless said otherwise. No function here changes its arguments, prints,
or knows anything but what it is given. Numbers in brackets are the document's equations.
"""

import numpy as np

# --- Initialization -------------------------------------------------------------------------


def initialize_parameters(n_x, n_h, n_y):
    """Small random weights and zero biases for a 2-layer network.

    W1 = randn(n_h, n_x) * 0.01,  b1 = 0,  W2 = randn(n_y, n_h) * 0.01,  b2 = 0,
    drawn in this order after np.random.seed(1).

    n_x, n_h, n_y  numbers of input, hidden and output units
    returns        parameters: W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1)

    Source: the document's section "Initialization".
    """
    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def initialize_parameters_deep(layer_dims):
    """Small random weights and zero biases for a network of any depth.

    W[l] = randn(n[l], n[l-1]) * 0.01,  b[l] = 0,  drawn for l = 1, 2, ..., L
    from NumPy's global generator as it stands.

    layer_dims  list of L + 1 sizes: n[0] inputs, then the units of each layer
    returns     parameters: W1 (n[1], n[0]), b1 (n[1], 1), ..., WL (n[L], n[L-1]), bL (n[L], 1)

    Source: the document's section "L-layer Neural Network".
    """
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return parameters


# --- Forward propagation --------------------------------------------------------------------


def linear_forward(A, W, b):
    """The linear part of a layer:  Z = W A + b.

    A        (n_prev, m)  activations of the previous layer, or X
    W        (n, n_prev)  weights
    b        (n, 1)       biases, added to every column
    returns  Z (n, m) and the linear cache (A, W, b)

    Source: the document's section "Forward propagation module", equations (2) and (3).
    """
    Z = np.dot(W, A) + b
    return Z, (A, W, b)


def sigmoid(Z):
    """A = 1 / (1 + exp(-Z)), for any Z without overflow.

    Z        any shape
    returns  A of the same shape, and the activation cache Z

    exp only ever sees -|Z|, so it cannot overflow: for Z < 0 the same function reads
    exp(Z) / (1 + exp(Z)).

    Source: the document's section "Linear-Activation Forward".
    """
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1.0, e) / (1.0 + e), Z


def relu(Z):
    """A = max(0, Z), entry by entry.

    Z        any shape
    returns  A of the same shape, and the activation cache Z

    Source: the document's section "Linear-Activation Forward".
    """
    return np.maximum(0, Z), Z


def linear_activation_forward(A_prev, W, b, activation):
    """One layer:  A = g(W A_prev + b)  with g the sigmoid or the ReLU.

    A_prev      (n_prev, m)          W  (n, n_prev)          b  (n, 1)
    activation  "sigmoid" or "relu"
    returns     A (n, m) and cache = (linear cache, activation cache) = ((A_prev, W, b), Z)
    raises      ValueError for another activation

    Source: the document's section "Linear-Activation Forward".
    """
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    elif activation == "relu":
        A, activation_cache = relu(Z)
    else:
        raise ValueError(f'activation must be "sigmoid" or "relu", not {activation!r}')
    return A, (linear_cache, activation_cache)


def L_model_forward(X, parameters):
    """[LINEAR -> RELU] x (L-1) -> LINEAR -> SIGMOID.

    X           (n[0], m)
    parameters  W1, b1, ..., WL, bL
    returns     AL (n[L], m) and caches, a list of the L layers' caches, first layer first

    Source: the document's section "L-Layer Forward".
    """
    L = len(parameters) // 2
    A, caches = X, []
    for l in range(1, L + 1):
        activation = "sigmoid" if l == L else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], activation)
        caches.append(cache)
    return A, caches


# --- Cost function --------------------------------------------------------------------------


def compute_cost(AL, Y):
    """The cross-entropy cost, the mean loss of m examples.

    J = -1/m * sum(Y log(AL) + (1 - Y) log(1 - AL))                                          (7)

    AL       (1, m)  predicted probabilities; exact 0 and 1 count as the nearest value between
    Y        (1, m)  labels, 0 or 1
    returns  the cost, a number

    Source: the document's section "Cost function".
    """
    AL, m = unsaturated(AL), Y.shape[1]
    return float(-1 / m * np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)))


# --- Backward propagation -------------------------------------------------------------------


def linear_backward(dZ, cache):
    """The gradients of the linear part of a layer.

    dW = 1/m dZ A_prev^T   (8)      db = 1/m sum of dZ's columns   (9)      dA_prev = W^T dZ   (10)

    dZ       (n, m)   cache  the linear cache (A_prev (n_prev, m), W (n, n_prev), b (n, 1))
    returns  dA_prev (n_prev, m), dW (n, n_prev), db (n, 1)

    Source: the document's section "Linear backward".
    """
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


def relu_backward(dA, cache):
    """dZ = dA where Z > 0, and 0 where Z <= 0.

    dA       any shape     cache  Z of the same shape
    returns  dZ of the same shape; the derivative at exactly Z = 0 counts as 0

    Source: the document's section "Linear-Activation backward".
    """
    Z = cache
    return np.where(Z > 0, dA, 0.0)


def sigmoid_backward(dA, cache):
    """dZ = dA * s * (1 - s)  with  s = sigmoid(Z).

    dA       any shape     cache  Z of the same shape
    returns  dZ of the same shape

    Source: the document's section "Linear-Activation backward".
    """
    s, _ = sigmoid(cache)
    return dA * s * (1 - s)


def linear_activation_backward(dA, cache, activation):
    """One layer backward: through the activation, then through the linear part.

    dA          (n, m)     cache  ((A_prev, W, b), Z)     activation  "sigmoid" or "relu"
    returns     dA_prev (n_prev, m), dW (n, n_prev), db (n, 1)
    raises      ValueError for another activation

    Source: the document's section "Linear-Activation backward".
    """
    linear_cache, activation_cache = cache
    if activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
    elif activation == "relu":
        dZ = relu_backward(dA, activation_cache)
    else:
        raise ValueError(f'activation must be "sigmoid" or "relu", not {activation!r}')
    return linear_backward(dZ, linear_cache)


def L_model_backward(AL, Y, caches):
    """All gradients of the network, last layer first.

    dAL = -(Y / AL - (1 - Y) / (1 - AL)), then one sigmoid layer and L-1 ReLU layers backward,
    each stored under its own key:  grads["dW" + str(l)] = dW[l]                            (15)

    AL       (1, m)  output of L_model_forward; exact 0 and 1 count as the nearest value between
    Y        labels 0 or 1, as many as AL has
    caches   the L caches of L_model_forward
    returns  grads: dWl like Wl and dbl like bl for l = 1..L, and dAl (n[l], m) for l = 0..L-1

    Source: the document's section "L-Model Backward".
    """
    L = len(caches)
    AL = unsaturated(AL)
    Y = np.reshape(Y, AL.shape)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    grads = {}
    for l in range(L, 0, -1):
        activation = "sigmoid" if l == L else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], activation)
        grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = dA, dW, db
    return grads


# --- Update parameters ----------------------------------------------------------------------


def update_parameters(parameters, grads, learning_rate):
    """One step of gradient descent.

    W[l] = W[l] - alpha dW[l]   (16)        b[l] = b[l] - alpha db[l]   (17)

    parameters     W1, b1, ..., WL, bL        grads  dW1, db1, ..., dWL, dbL
    learning_rate  alpha, a number
    returns        new parameters under the same keys

    Source: the document's section "Update Parameters".
    """
    return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}


# --- Beyond the document: training, prediction, gradient check --------------------------------


def initialize_parameters_scaled(layer_dims):
    """Weights that keep a deep network's signals alive: like the deep start, other scale.

    W[l] = randn(n[l], n[l-1]) / sqrt(n[l-1]),  b[l] = 0,  from a generator seeded with 1 of its
    own, so that two runs start alike and NumPy's global generator is left alone.

    layer_dims  list of L + 1 sizes
    returns     parameters with the shapes of initialize_parameters_deep
    """
    rng = np.random.RandomState(1)
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = rng.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return parameters


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    """Train an L-layer network by full-batch gradient descent.

    From initialize_parameters_scaled(layers_dims), num_iterations times: forward, cost,
    backward, update.

    X            (n[0], m)     Y  (1, m), 0 or 1     layers_dims  list of L + 1 sizes
    print_cost   whether to print the cost every 100 iterations
    returns      parameters after the last update, and costs: the cost before the update of
                 iterations 0, 100, 200, ...
    """
    parameters, costs = initialize_parameters_scaled(layers_dims), []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost(AL, Y))
            if print_cost:
                print(f"Cost after iteration {i}: {costs[-1]:.6f}")
        grads = L_model_backward(AL, Y, without_input_gradient(caches))
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


def predict(X, parameters):
    """The class of each example: 1 where the network's probability is above 0.5, else 0.

    X (n[0], m)     parameters  W1, b1, ..., WL, bL
    returns  predictions (1, m), integers 0 or 1
    """
    AL, _ = L_model_forward(X, parameters)
    return (AL > 0.5).astype(int)


def numerical_gradients(parameters, X, Y, epsilon=1e-7):
    """Gradients without calculus: nudge one number at a time and look at the cost.

    dJ/dp = (J(p + epsilon) - J(p - epsilon)) / (2 epsilon)        central difference

    parameters  W1, b1, ..., WL, bL      X (n[0], m)      Y (1, m)
    returns     dW1, db1, ..., dWL, dbL, each shaped like its parameter
    """

    def cost_with(name, index, value):
        nudged = dict(parameters, **{name: parameters[name].copy()})
        nudged[name][index] = value
        return compute_cost(L_model_forward(X, nudged)[0], Y)

    grads = {}
    for name, values in parameters.items():
        grads["d" + name] = np.zeros_like(values)
        for index, p in np.ndenumerate(values):
            rise = cost_with(name, index, p + epsilon) - cost_with(name, index, p - epsilon)
            grads["d" + name][index] = rise / (2 * epsilon)
    return grads


def unsaturated(AL):
    """AL with exact 0 (or what is too near it for 1/AL) and exact 1 moved to the nearest usable value.

    A saturated sigmoid gives exactly 0 or 1, where log and 1/x leave the numbers. Nothing else is
    touched, not even values outside [0, 1], such as the document's own example has.
    """
    smallest, largest = np.finfo(float).tiny, np.nextafter(1.0, 0.0)
    AL = np.where((AL >= 0) & (AL < smallest), smallest, AL)
    return np.where(AL == 1, largest, AL)


def without_input_gradient(caches):
    """The caches with W1 cut down to no columns: dA0 = W1^T dZ1 then has no rows, and costs nothing.

    Training never uses dA0, and with a wide input it is a third of the time. dW1 = 1/m dZ1 X^T and
    db1 do not ask for W1, so all other gradients stay what they are.

    caches   the L caches of L_model_forward
    returns  caches for L_model_backward; the arrays in them are the same, none is copied
    """
    ((X, W1, b1), Z1), *above = caches
    return [((X, W1[:, :0], b1), Z1), *above]
