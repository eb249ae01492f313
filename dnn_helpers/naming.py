"""Words for places: what to call an item of a result or an argument in a sentence."""

import re
from dataclasses import dataclass

from .attempt import Node


@dataclass(frozen=True)
class Name:
    """What a value is called, and what its items are.

    text   e.g. "cache"
    items  for a tuple: the names of its items
    each   for a list of equal entries (the caches of all layers): the name of every entry
    """

    text: str
    items: tuple["Name", ...] = ()
    each: "Name | None" = None

    def __getitem__(self, step) -> "Name":
        if isinstance(step, str):
            return Name(step)
        if self.each:
            return self.each
        return self.items[step] if step < len(self.items) else Name(f"{self.text}[{step}]")


def name(text: str, *items) -> Name:
    """`name("cache", "A", "W", "b")`: a name, its items given as strings or names."""
    return Name(text, tuple(Name(item) if isinstance(item, str) else item for item in items))


def place(root: Name, path: tuple) -> str:
    """The name of the item at `path`: "dW", "cache[2] (b)", "caches[1][0][1] (W of layer 2)"."""
    if not path:
        return root.text
    here, layer = root[path[0]], ""
    address = here.text
    for step in path[1:]:
        layer = f" of layer {step + 1}" if here.each else layer
        here, address = here[step], f"{address}[{step!r}]"
    return f"{address} ({here.text}{layer})" if len(path) > 1 else address


def shapes(root: Name, node: Node) -> str:
    """What is in `node`: "dZ (3, 4), A_prev (5, 4), W (3, 5), b (3, 1), activation = 'relu'".

    A whole network is told by its layers: "X (4, 2), layers 4 → 3 → 1, m = 2".
    """
    told, network = [], False
    for here, item in zip(root.items, node.items):
        widths = _widths(item)
        if network and here.text == "grads":
            told.append("grads like them")
        elif widths:
            told.append(f"layers {' → '.join(map(str, widths))}")
            network = True
        else:
            told += _leaves(here, item, "")
    columns = [item.value.shape[-1] for item in node.items if item.kind == "array" and item.value.ndim]
    if network and columns:
        told.append(f"m = {columns[0]}")
    if len(told) > 9:
        return f"{', '.join(told[:6])}, ... ({len(told)} arrays)"
    return ", ".join(told)


def _widths(node):
    """The units of a whole network's layers, input first, from its parameters or caches; else None."""
    if node.kind == "dict":
        W = [item for key, item in zip(node.keys, node.items) if re.fullmatch(r"W\d+", key)]
    elif node.kind in ("list", "tuple"):
        W = [
            cache.items[0].items[1] for cache in node.items if cache.items and len(cache.items[0].items) == 3
        ]
    else:
        return None
    if not W or any(w.kind != "array" or w.value.ndim != 2 for w in W) or len(node.items) % len(W):
        return None
    return [W[0].value.shape[1], *(w.value.shape[0] for w in W)]


def _leaves(here, node, layer):
    if node.kind == "array":
        yield f"{here.text}{layer} {node.value.shape}"
    elif node.kind in ("number", "text"):
        yield f"{here.text}{layer} = {node.value!r}"
    for key, item in zip(node.keys, node.items):
        yield from _leaves(here[key], item, layer)
    if not node.keys:
        numbers = all(item.kind == "number" for item in node.items)
        if node.items and numbers and not here.items:  # layer_dims: one list, not many numbers
            yield f"{here.text} = {[item.value for item in node.items]}"
            return
        for i, item in enumerate(node.items):
            yield from _leaves(here[i], item, f" of layer {i + 1}" if here.each else layer)


def kind(node: Node | None) -> str:
    """A value's kind in words: "an array of shape (3, 1)", "a tuple of 2 items"."""
    if node is None:
        return "nothing"
    if node.kind == "array":
        return f"an array of shape {node.value.shape}"
    if node.kind == "number":
        return f"the number {node.value:.6g}" if node.type != "bool" else str(node.value)
    if node.kind == "text":
        return f"the text {node.value[:40]!r}"
    if node.kind in ("tuple", "list"):
        return f"a {node.kind} of {len(node.items)} item{'s' * (len(node.items) != 1)}"
    if node.kind == "dict":
        return f"a dictionary with the keys {', '.join(node.keys)[:200] or '(none)'}"
    return "None" if node.kind == "none" else f"a value of type {node.type}"
