"""The warm process: loads NumPy once, seals itself, and forks a child for every submission.

Runs under `sandbox.bare_python`; talks to the grader over one socket. First come the inputs of all
exercises. Then a request is a descriptor for the child to answer on; the reply is the child's
process id.
"""

import gc
import os
import socket

from room import learner, sandbox, wire

MEMORY, OUTPUT, BACKLOG = 2**30, 2**20, 16


def serve(descriptor: int, cpu_seconds: float, sealed: bool) -> None:
    """Answer requests until the grader hangs up."""
    control = socket.socket(fileno=descriptor)
    cases = learner.cases_of(wire.receive(descriptor))  # once, not in every child
    learner.rehearse()
    gc.freeze()
    if sealed:
        sandbox.seal_server(sandbox.readable_for_numpy())
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, BACKLOG, 1)
        _reap()
        if not request:
            return
        child = os.fork()
        if child == 0:
            _be_learner(descriptors[0], cases, cpu_seconds, sealed)
        for received in descriptors:
            os.close(received)
        control.sendall(child.to_bytes(8, "little"))


def _be_learner(descriptor, cases, cpu_seconds, sealed):
    """The rest of the child's life; it never returns."""
    try:
        sandbox.close_other_descriptors({0, 1, 2, descriptor})
        if sealed:
            sandbox.seal_child(MEMORY, cpu_seconds, OUTPUT)
        learner.serve(descriptor, cases)
    finally:
        os._exit(0)


def _reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
