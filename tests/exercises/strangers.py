"""Wrong versions that no catalogue knows, as a learner may write them: the general rules name them.

Each is (exercise, label, source), with np imported before it.
"""

STRANGERS = [
    (
        "initialize_parameters",
        "keys_spelt_otherwise",
        """
def initialize_parameters(n_x, n_h, n_y):

    np.random.seed(1)
    parameters = {}
    parameters["w1"] = np.random.randn(n_h, n_x) * 0.01
    parameters["b1"] = np.zeros((n_h, 1))
    parameters["w2"] = np.random.randn(n_y, n_h) * 0.01
    parameters["b2"] = np.zeros((n_y, 1))
    return parameters
""",
    ),
    (
        "initialize_parameters",
        "parameters_is_no_dictionary",
        """
def initialize_parameters(n_x, n_h, n_y):

    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return W1, b1, W2, b2
""",
    ),
    (
        "initialize_parameters",
        "shape_is_not_a_tuple",
        """
def initialize_parameters(n_x, n_h, n_y):

    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(n_y, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
""",
    ),
    (
        "initialize_parameters",
        "sizes_in_a_tuple",
        """
def initialize_parameters(n_x, n_h, n_y):

    np.random.seed(1)
    W1 = np.random.randn((n_h, n_x)) * 0.01
    W2 = np.random.randn((n_y, n_h)) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}
""",
    ),
    (
        "initialize_parameters",
        "some_W_missing",
        """
def initialize_parameters(n_x, n_h, n_y):

    np.random.seed(1)
    parameters = {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
                  "W1": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}
    return parameters
""",
    ),
    (
        "initialize_parameters",
        "b_has_wrong_dtype",
        """
def initialize_parameters(n_x, n_h, n_y):

    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1), dtype=int), "W2": W2, "b2": np.zeros((n_y, 1), dtype=int)}
""",
    ),
    (
        "initialize_parameters",
        "b_is_one_number",
        """
def initialize_parameters(n_x, n_h, n_y):

    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": 0, "W2": W2, "b2": 0}
""",
    ),
    (
        "initialize_parameters",
        "hard_coded_example",
        """
rng = np.random.RandomState(1)
def initialize_parameters(n_x, n_h, n_y):
    W1 = rng.randn(n_h, n_x) * 0.01
    W2 = rng.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}
""",
    ),
    (
        "initialize_parameters_deep",
        "layers_missing",
        """
def initialize_parameters_deep(layer_dims):

    p = {}
    L = len(layer_dims) // 2
    for l in range(1, L + 1):
        p["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
        p["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return p
""",
    ),
    (
        "initialize_parameters_deep",
        "index_out_of_range",
        """
def initialize_parameters_deep(layer_dims):

    p = {}
    L = len(layer_dims)
    for l in range(1, L + 1):
        p["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
        p["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return p
""",
    ),
    (
        "initialize_parameters_deep",
        "keys_not_formatted",
        """
def initialize_parameters_deep(layer_dims):

    p = {}
    for l in range(1, len(layer_dims)):
        p["Wl"] = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
        p["bl"] = np.zeros((layer_dims[l], 1))
    return p
""",
    ),
    (
        "initialize_parameters_deep",
        "number_joined_to_a_text",
        """
def initialize_parameters_deep(layer_dims):

    p = {}
    for l in range(1, len(layer_dims)):
        p["W" + l] = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
        p["b" + l] = np.zeros((layer_dims[l], 1))
    return p
""",
    ),
    (
        "initialize_parameters_deep",
        "keys_kept_between_calls",
        """
def initialize_parameters_deep(layer_dims, parameters={}):
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters
""",
    ),
    (
        "initialize_parameters_deep",
        "changes_input_in_place",
        """
def initialize_parameters_deep(layer_dims):

    p = {}
    l = 1
    n_prev = layer_dims.pop(0)
    for n in layer_dims:
        p["W" + str(l)] = np.random.randn(n, n_prev) * 0.01
        p["b" + str(l)] = np.zeros((n, 1))
        n_prev = n
        l += 1
    return p
""",
    ),
    (
        "linear_forward",
        "cache_is_a_dictionary",
        """
def linear_forward(A, W, b):

    Z = np.dot(W, A) + b
    return Z, {"A": A, "W": W, "b": b}
""",
    ),
    (
        "linear_forward",
        "cache_is_a_list",
        """
def linear_forward(A, W, b):

    Z = np.dot(W, A) + b
    return Z, [A, W, b]
""",
    ),
    (
        "linear_forward",
        "undefined_name",
        """
def linear_forward(A, W, b):

    Z = np.dot(W, A) + bias
    return Z, (A, W, b)
""",
    ),
    (
        "linear_forward",
        "returns_nothing",
        """
def linear_forward(A, W, b):

    Z = np.dot(W, A) + b
    cache = (A, W, b)
    print(Z, cache)
""",
    ),
    (
        "linear_forward",
        "not_a_plain_array",
        """
def linear_forward(A, W, b):

    Z = np.matrix(W) * np.matrix(A) + b
    return Z, (A, W, b)
""",
    ),
    (
        "linear_forward",
        "Z_has_wrong_dtype",
        """
def linear_forward(A, W, b):

    Z = np.zeros((W.shape[0], A.shape[1]), dtype=int)
    for i in range(W.shape[0]):
        for j in range(A.shape[1]):
            Z[i, j] = W[i] @ A[:, j] + b[i, 0]
    return Z, (A, W, b)
""",
    ),
    (
        "linear_forward",
        "cache_wrong_axis",
        """
def linear_forward(A, W, b):

    Z = np.dot(W, A) + b
    cache = (A, W, b - Z)
    return Z, cache
""",
    ),
    (
        "linear_forward",
        "Z_one_column_only",
        """
def linear_forward(A, W, b):

    Z = np.zeros((W.shape[0], A.shape[1]))
    for j in range(A.shape[1]):
        Z[:, j:j+1] = W @ A[:, [0]] + b
    return Z, (A, W, b)
""",
    ),
    (
        "sigmoid",
        "math_for_numpy",
        """
import math
def sigmoid(Z):

    A = 1 / (1 + math.exp(-Z))
    return A, Z
""",
    ),
    (
        "sigmoid",
        "A_rounded",
        """
def sigmoid(Z):

    A = np.round(1 / (1 + np.exp(-Z)), 4)
    return A, Z
""",
    ),
    (
        "sigmoid",
        "list_for_array",
        """
def sigmoid(Z):

    A = [[1 / (1 + np.exp(-z)) for z in row] for row in Z]
    return A, Z
""",
    ),
    (
        "sigmoid",
        "A_has_wrong_dtype",
        """
def sigmoid(Z):

    A = (1 / (1 + np.exp(-Z.astype(np.float32))))
    return A, Z
""",
    ),
    (
        "sigmoid",
        "A_one_row_only",
        """
def sigmoid(Z):

    A = np.zeros(Z.shape)
    for j in range(Z.shape[1]):
        A[0, j] = 1 / (1 + np.exp(-Z[0, j]))
    return A, Z
""",
    ),
    (
        "relu",
        "A_holds_selected_entries_only",
        """
def relu(Z):

    A = Z[Z > 0]
    return A, Z
""",
    ),
    (
        "relu",
        "A_wrong_where_Z_is_positive",
        """
def relu(Z):

    A = np.zeros_like(Z)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[0]):
            if j < Z.shape[1]:
                A[i, j] = max(0, Z[i, j])
    return A, Z
""",
    ),
    (
        "linear_activation_forward",
        "arguments_swapped_for_linear_forward",
        """
def linear_activation_forward(A_prev, W, b, activation):

    g = sigmoid if activation == "sigmoid" else relu
    Z, linear_cache = linear_forward(W, A_prev, b)
    A, activation_cache = g(Z)
    return A, (linear_cache, activation_cache)
""",
    ),
    (
        "linear_activation_forward",
        "A_not_unpacked",
        """
def linear_activation_forward(A_prev, W, b, activation):

    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A = sigmoid(Z)
    else:
        A = relu(Z)
    return A, (linear_cache, Z)
""",
    ),
    (
        "linear_activation_forward",
        "tuple_for_sigmoid",
        """
def linear_activation_forward(A_prev, W, b, activation):

    Z = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    else:
        A, activation_cache = relu(Z)
    return A, (Z, activation_cache)
""",
    ),
    (
        "linear_activation_forward",
        "unassigned_variable",
        """
def linear_activation_forward(A_prev, W, b, activation):

    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    elif activation == "ReLU":
        A, activation_cache = relu(Z)
    return A, (linear_cache, activation_cache)
""",
    ),
    (
        "linear_activation_forward",
        "called_like_a_function",
        """
def linear_activation_forward(A_prev, W, b, activation):

    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = activation(Z)
    return A, (linear_cache, activation_cache)
""",
    ),
    (
        "L_model_forward",
        "missing_key",
        """
def L_model_forward(X, parameters):

    caches, A = [], X
    L = len(parameters)
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches
""",
    ),
    (
        "L_model_forward",
        "float_for_a_count",
        """
def L_model_forward(X, parameters):

    caches, A = [], X
    L = len(parameters) / 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches
""",
    ),
    (
        "L_model_forward",
        "another_layers_bias_for_linear_activation_forward",
        """
def L_model_forward(X, parameters):

    caches, A = [], X
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(parameters["W" + str(l)], A, parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(parameters["W" + str(L)], A, parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches
""",
    ),
    (
        "L_model_forward",
        "tuple_for_linear_activation_forward",
        """
def L_model_forward(X, parameters):

    caches, A = [], X
    L = len(parameters) // 2
    for l in range(1, L):
        A = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(A[1])
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches
""",
    ),
    (
        "L_model_forward",
        "one_entry_only",
        """
def L_model_forward(X, parameters):

    caches, A = [], X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "sigmoid" if l == L else "relu")
        caches.append(cache)
        return A, caches
""",
    ),
    (
        "L_model_forward",
        "caches_kept_between_calls",
        """
def L_model_forward(X, parameters, caches=[]):
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "sigmoid" if l == L else "relu")
        caches.append(cache)
    return A, caches
""",
    ),
    (
        "L_model_forward",
        "caches_is_no_list",
        """
def L_model_forward(X, parameters):

    caches, A = {}, X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "sigmoid" if l == L else "relu")
        caches[l] = cache
    return A, caches
""",
    ),
    (
        "L_model_forward",
        "caches_is_a_tuple",
        """
def L_model_forward(X, parameters):

    caches, A = (), X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "sigmoid" if l == L else "relu")
        caches += (cache,)
    return A, caches
""",
    ),
    (
        "L_model_forward",
        "caches_is_a_list",
        """
def L_model_forward(X, parameters):

    caches, A = [], X
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, last = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(caches)
    return AL, caches
""",
    ),
    (
        "compute_cost",
        "shapes_do_not_fit",
        """
def compute_cost(AL, Y):
    m = Y.shape[1]

    cost = -(1 / m) * (np.dot(Y, np.log(AL)) + np.dot(1 - Y, np.log(1 - AL)))
    return np.squeeze(cost)
""",
    ),
    (
        "compute_cost",
        "cost_rounded",
        """
def compute_cost(AL, Y):
    m = Y.shape[1]

    return np.round(-1 / m * np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)), 2)
""",
    ),
    (
        "compute_cost",
        "cost_is_a_text",
        """
def compute_cost(AL, Y):
    m = Y.shape[1]

    return "%.6f" % (-1 / m * np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)))
""",
    ),
    (
        "linear_backward",
        "wrong_unpacking",
        """
def linear_backward(dZ, cache):
    linear_cache, Z = cache
    A_prev, W, b = linear_cache
    m = A_prev.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.mean(axis=1, keepdims=True)
""",
    ),
    (
        "linear_backward",
        "result_is_a_dictionary",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]

    return {"dA_prev": W.T @ dZ, "dW": dZ @ A_prev.T / m, "db": dZ.mean(axis=1, keepdims=True)}
""",
    ),
    (
        "relu_backward",
        "dZ_made_of_a_pair",
        """
def relu_backward(dA, cache):

    return dA * relu(cache)
""",
    ),
    (
        "relu_backward",
        "dZ_holds_selected_entries_only",
        """
def relu_backward(dA, cache):

    return dA[cache > 0]
""",
    ),
    (
        "relu_backward",
        "array_in_a_condition",
        """
def relu_backward(dA, cache):

    if cache > 0:
        return dA
    return 0
""",
    ),
    (
        "relu_backward",
        "dZ_has_wrong_dtype",
        """
def relu_backward(dA, cache):

    dZ = np.zeros(dA.shape, dtype=int)
    dZ[cache > 0] = dA[cache > 0]
    return dZ
""",
    ),
    (
        "sigmoid_backward",
        "tuple_not_unpacked",
        """
def sigmoid_backward(dA, cache):
    Z = cache

    s = sigmoid(Z)
    return dA * s * (1 - s)
""",
    ),
    (
        "sigmoid_backward",
        "dZ_one_row_only",
        """
def sigmoid_backward(dA, cache):
    Z = cache

    s = 1 / (1 + np.exp(-Z))
    dZ = np.zeros_like(dA)
    dZ[0] = dA[0] * s[0] * (1 - s[0])
    return dZ
""",
    ),
    (
        "linear_activation_backward",
        "arguments_swapped_for_linear_backward",
        """
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache

    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
    else:
        dZ = sigmoid_backward(dA, activation_cache)
    return linear_backward(linear_cache, dZ)
""",
    ),
    (
        "linear_activation_backward",
        "wrong_cache_for_linear_backward",
        """
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache

    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
    else:
        dZ = sigmoid_backward(dA, activation_cache)
    return linear_backward(dZ, activation_cache)
""",
    ),
    (
        "linear_activation_backward",
        "wrong_arguments_for_sigmoid_backward",
        """
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache

    if activation == "relu":
        dZ = relu_backward(dA, cache[0][0])
    else:
        dZ = sigmoid_backward(dA, cache[0][0])
    return linear_backward(dZ, linear_cache)
""",
    ),
    (
        "linear_activation_backward",
        "wrong_arguments",
        """
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache

    dZ = relu_backward(dA, activation_cache) if activation == "relu" else sigmoid_backward(dA, activation_cache)
    return linear_backward(dZ, linear_cache, activation)
""",
    ),
    (
        "L_model_backward",
        "arguments_swapped_for_linear_activation_backward",
        """
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    m = AL.shape[1]
    Y = Y.reshape(AL.shape)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    grads["dA" + str(L-1)], grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dAL, caches[L-1], "sigmoid")
    for l in reversed(range(L-1)):
        dA, dW, db = linear_activation_backward(caches[l], grads["dA" + str(l + 1)], "relu")
        grads["dA" + str(l)] = dA
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads
""",
    ),
    (
        "L_model_backward",
        "dA_not_unpacked",
        """
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    m = AL.shape[1]
    Y = Y.reshape(AL.shape)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    grads["dA" + str(L-1)], grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dAL, caches[L-1], "sigmoid")
    for l in reversed(range(L-1)):
        current = linear_activation_backward(grads["dA" + str(l + 1)], caches[l], "relu")
        grads["dA" + str(l)] = current
        grads["dW" + str(l + 1)] = current
        grads["db" + str(l + 1)] = current
    return grads
""",
    ),
    (
        "L_model_backward",
        "dW_extra_1_over_m",
        """
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    m = AL.shape[1]
    Y = Y.reshape(AL.shape)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    grads["dA" + str(L-1)], grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dAL, caches[L-1], "sigmoid")
    grads["dW" + str(L)] /= m
    for l in reversed(range(L-1)):
        dA, dW, db = linear_activation_backward(grads["dA" + str(l + 1)], caches[l], "relu")
        grads["dA" + str(l)] = dA
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads
""",
    ),
    (
        "L_model_backward",
        "grads_is_no_dictionary",
        """
def L_model_backward(AL, Y, caches):
    grads = []
    L = len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in range(L, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], "sigmoid" if l == L else "relu")
        grads.append((dA, dW, db))
    return grads
""",
    ),
    (
        "update_parameters",
        "keys_without_number",
        """
def update_parameters(parameters, grads, learning_rate):
    L = len(parameters) // 2

    new = {}
    for l in range(1, L + 1):
        new["W"] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        new["b"] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return new
""",
    ),
    (
        "L_layer_model",
        "arguments_swapped_for_update_parameters",
        """
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    costs = []
    parameters = initialize_parameters_scaled(layers_dims)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(grads, parameters, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
    return parameters, costs
""",
    ),
    (
        "L_layer_model",
        "arguments_swapped_for_L_model_forward",
        """
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    costs = []
    parameters = initialize_parameters_scaled(layers_dims)
    for i in range(num_iterations):
        AL, caches = L_model_forward(parameters, X)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
    return parameters, costs
""",
    ),
    (
        "L_layer_model",
        "costs_is_no_list",
        """
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    costs = []
    parameters = initialize_parameters_scaled(layers_dims)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
    return parameters, cost
""",
    ),
    (
        "L_layer_model",
        "costs_has_wrong_length",
        """
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    costs = []
    parameters = initialize_parameters_scaled(layers_dims)
    for i in range(2500):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
    return parameters, costs
""",
    ),
    (
        "L_layer_model",
        "costs_kept_between_calls",
        """
costs = []
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    parameters = initialize_parameters_scaled(layers_dims)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
    return parameters, costs
""",
    ),
    (
        "L_layer_model",
        "calls_itself",
        """
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    costs = []
    parameters = initialize_parameters_scaled(layers_dims)
    return L_layer_model(X, Y, layers_dims, learning_rate, num_iterations, print_cost)
""",
    ),
    (
        "predict",
        "predictions_last_column_missing",
        """
def predict(X, parameters):
    AL, _ = L_model_forward(X, parameters)

    m = X.shape[1]
    p = np.zeros((1, m))
    for i in range(m - 1):
        p[0, i] = AL[0, i] > 0.5
    return p
""",
    ),
    (
        "numerical_gradients",
        "one_key_only",
        """
def numerical_gradients(parameters, X, Y, epsilon=1e-7):
    grads = {}
    for key in parameters:
        grads["d" + key] = np.zeros(parameters[key].shape)
        for i in range(parameters[key].shape[0]):
            for j in range(parameters[key].shape[1]):
                plus = {k: v.copy() for k, v in parameters.items()}
                minus = {k: v.copy() for k, v in parameters.items()}
                plus[key][i, j] += epsilon
                minus[key][i, j] -= epsilon
                grads["d" + key][i, j] = (compute_cost(L_model_forward(X, plus)[0], Y) - compute_cost(L_model_forward(X, minus)[0], Y)) / (2 * epsilon)
        return grads
""",
    ),
    (
        "numerical_gradients",
        "tuple_for_compute_cost",
        """
def numerical_gradients(parameters, X, Y, epsilon=1e-7):
    grads = {}
    for key in parameters:
        grads["d" + key] = np.zeros(parameters[key].shape)
        for i in range(parameters[key].shape[0]):
            for j in range(parameters[key].shape[1]):
                plus = {k: v.copy() for k, v in parameters.items()}
                minus = {k: v.copy() for k, v in parameters.items()}
                plus[key][i, j] += epsilon
                minus[key][i, j] -= epsilon
                grads["d" + key][i, j] = (compute_cost(L_model_forward(X, plus), Y) - compute_cost(L_model_forward(X, minus), Y)) / (2 * epsilon)
    return grads
""",
    ),
    (
        "numerical_gradients",
        "dW_has_wrong_dtype",
        """
def numerical_gradients(parameters, X, Y, epsilon=1e-7):
    grads = {}
    for key in parameters:
        grads["d" + key] = np.zeros(parameters[key].shape, dtype=int)
        for i in range(parameters[key].shape[0]):
            for j in range(parameters[key].shape[1]):
                plus = {k: v.copy() for k, v in parameters.items()}
                minus = {k: v.copy() for k, v in parameters.items()}
                plus[key][i, j] += epsilon
                minus[key][i, j] -= epsilon
                grads["d" + key][i, j] = (compute_cost(L_model_forward(X, plus)[0], Y) - compute_cost(L_model_forward(X, minus)[0], Y)) / (2 * epsilon)
    return grads
""",
    ),
    (
        "initialize_parameters",
        "W_sign_lost",
        """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.abs(np.random.randn(n_h, n_x)) * 0.01
    W2 = np.abs(np.random.randn(n_y, n_h)) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}
""",
    ),
    (
        "initialize_parameters_deep",
        "some_b_missing",
        """
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
        parameters["W" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters
""",
    ),
    (
        "linear_forward",
        "Z_transposed",
        """
def linear_forward(A, W, b):
    Z = np.array([[np.dot(w, a) for w in W] for a in A.T]) + b.T
    return Z, (A, W, b)
""",
    ),
    (
        "relu",
        "A_in_other_places",
        """
def relu(Z):
    A = np.sort(np.maximum(0, Z), axis=1)
    return A, Z
""",
    ),
    (
        "linear_activation_forward",
        "transposed_for_linear_forward",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z, lin = linear_forward(A_prev.T, W, b)
    A, act = relu(Z) if activation == "relu" else sigmoid(Z)
    return A, (lin, act)
""",
    ),
    (
        "linear_backward",
        "dW_divided_by_wrong_size",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = np.count_nonzero(A_prev > 0)
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m
""",
    ),
    (
        "predict",
        "predictions_constant_factor",
        """
def predict(X, parameters):
    AL, _ = L_model_forward(X, parameters)
    return AL // 0.5 * 0.5
""",
    ),
    (
        "numerical_gradients",
        "dW_in_other_places",
        """
def numerical_gradients(parameters, X, Y, epsilon=1e-7):
    grads = {}
    for key in parameters:
        g = []
        for ix in np.ndindex(parameters[key].shape[::-1]):
            p = {k: v.copy() for k, v in parameters.items()}
            q = {k: v.copy() for k, v in parameters.items()}
            p[key][ix[::-1]] += epsilon
            q[key][ix[::-1]] -= epsilon
            g.append((compute_cost(L_model_forward(X, p)[0], Y) - compute_cost(L_model_forward(X, q)[0], Y)) / (2 * epsilon))
        grads["d" + key] = np.array(g).reshape(parameters[key].shape)
    return grads
""",
    ),
    (
        "L_model_forward",
        "X_changed_first",
        """
def L_model_forward(X, parameters):
    X = (X - X.mean()) / 3
    A, caches, L = X, [], len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    return AL, caches + [cache]
""",
    ),
    (
        "initialize_parameters_deep",
        "a_layer_too_many",
        """
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l, n in enumerate(layer_dims):
        parameters[f"b{l}"] = np.zeros((n, 1))
        parameters[f"W{l}"] = np.random.randn(n, layer_dims[l - 1]) * 0.01
    return parameters
""",
    ),
    (
        "L_model_backward",
        "spread_over_a_square_for_linear_activation_backward",
        """
def L_model_backward(AL, Y, caches):
    Y, grads, L = Y.reshape(-1, 1), {}, len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in range(L, 0, -1):
        kind = "sigmoid" if l == L else "relu"
        dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(dA, caches[l - 1], kind)
        grads[f"dA{l - 1}"] = dA
    return grads
""",
    ),
    (
        "update_parameters",
        "learning_rate_depends_on_the_layer",
        """
def update_parameters(parameters, grads, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]
        learning_rate *= 0.93
    return parameters
""",
    ),
    (
        "update_parameters",
        "learning_rate_hard_coded",
        """
def update_parameters(parameters, grads, learning_rate):
    return {key: value - 0.0123 * grads["d" + key] for key, value in parameters.items()}
""",
    ),
    (
        "update_parameters",
        "step_of_another_length",
        """
def update_parameters(parameters, grads, learning_rate):
    return {key: value - 0.7 * learning_rate * grads["d" + key] for key, value in parameters.items()}
""",
    ),
    (
        "relu",
        "A_clipped",
        """
def relu(Z):
    return np.clip(Z, 0, 1.3), Z
""",
    ),
    (
        "sigmoid_backward",
        "dZ_by_another_formula",
        """
def sigmoid_backward(dA, cache):
    s = 1 / (1 + np.exp(-cache))
    return (dA - s) * (1 - s) * s
""",
    ),
    (
        "update_parameters",
        "W_by_another_formula",
        """
def update_parameters(parameters, grads, learning_rate):
    return {key: value - learning_rate / (grads["d" + key] + 1) for key, value in parameters.items()}
""",
    ),
    (
        "compute_cost",
        "cost_by_another_formula",
        """
def compute_cost(AL, Y):
    return float(np.sum(Y * np.log(AL)) - np.sum(np.log(1 - AL))) / Y.shape[1]
""",
    ),
]
