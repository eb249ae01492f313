"""One submission to its entry, in a process that keeps a warm sandbox: what an executor runs.

`mark` is a plain function of plain data, so any `concurrent.futures.Executor` can hand it out: the
local cores' (`local_executor`), or another engine's whose workers see the same files.
"""

import multiprocessing
import multiprocessing.util
import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from typing import ClassVar

from . import sandbox
from .grade import grade, nothing
from .points import Points
from .room import Room
from .submissions import Submission


@dataclass(frozen=True)
class Work:
    """What is to be marked, and how."""

    submission: Submission
    seed: int
    points: Points
    timeout: float
    sealed: bool


def mark(work: Work) -> dict:
    """The entry of grades.json; never an exception for what a learner handed in."""
    for _attempt in (1, 2):
        try:
            return grade(work.submission, _room(work.timeout, work.seed, work.sealed), work.points)
        except (OSError, sandbox.SandboxError) as error:
            _rooms.close()  # the warm process died: a new one, once
            fault = error
        except Exception as error:
            fault = error
            break
    problem = f"it could not be graded ({type(fault).__name__}: {fault})"[:300]
    return nothing(work.submission, work.points, problem)


class _Rooms(threading.local):
    """The warm process of this thread: it has to be used by the thread that started it."""

    every: ClassVar[list[Room]] = []  # of all threads
    room, kind = None, None

    def open(self, timeout, seed, sealed):
        self.close()
        self.room, self.kind = Room(timeout, seed, sealed), (timeout, seed, sealed)
        self.every.append(self.room)

    def close(self):
        if self.room is not None:
            self.room.close()
            self.every.remove(self.room)
        self.room = self.kind = None


_rooms = _Rooms()


def _room(timeout, seed, sealed):
    if _rooms.kind != (timeout, seed, sealed):
        _rooms.open(timeout, seed, sealed)
    return _rooms.room


def close_rooms() -> None:
    """End the warm processes of all threads: for an executor of threads, when it is done."""
    while _rooms.every:
        _rooms.every.pop().close()
    _rooms.room = _rooms.kind = None


def local_executor(jobs: int) -> Executor:
    """Worker processes on this machine. They end with this process, however it ends.

    They are forked from a clean process that has imported this module once: a fork of this one would
    take its threads' locks with it, and starting each anew (as Windows must) imports all of it again.
    """
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([__name__])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker)


def _start_worker():
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    multiprocessing.util.Finalize(None, close_rooms, exitpriority=10)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent():
    multiprocessing.parent_process().join()
    os._exit(1)
