"""The grader's end of the sandbox: open a child for a submission, ask it, end it."""

import os
import signal
import socket
import subprocess
from typing import NamedTuple

from ..attempt import Attempt, Outcome
from ..exercise import Exercise
from ..traps import Trap
from . import jobs, records, sandbox, wire

SCRIPT = """
from room import server
server.serve(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3] == "sealed")
"""
START_SECONDS = 60


class Answer(NamedTuple):
    """What came of one exercise.

    cell    where the function was found    record  what came of calling it; None where there was none
    uses    the names that it uses          own     the names that its own cell defines
    fault   why Python cannot read the cell that was to define it, or ""
    """

    cell: str | None
    record: Attempt | None
    uses: tuple = ()
    own: tuple = ()
    fault: str = ""


class Room:
    """One warm process, with the inputs of a seed. Use it in the thread that opened it."""

    def __init__(self, timeout: float, seed: int, sealed: bool = True):
        self.timeout, self.seed = timeout, seed
        near, far = socket.socketpair()
        cpu_seconds = 60 + 20 * timeout  # a child answers up to seventeen exercises
        mode = "sealed" if sealed else "open"
        with far:
            self.process = subprocess.Popen(
                sandbox.bare_python(SCRIPT, str(far.fileno()), str(cpu_seconds), mode),
                env=sandbox.bare_environment(),
                pass_fds=[far.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,
            )
        self.control = near
        near.settimeout(START_SECONDS)
        try:
            near.sendall(jobs.inputs(seed))
        except OSError:
            pass  # it is gone: opening a child will find out

    def open(self, cells) -> "Child":
        """A fresh child that knows a submission's cells: (label, source) pairs."""
        near, far = socket.socketpair()
        with far:
            socket.send_fds(self.control, [b"?"], [far.fileno()])
        reply = self.control.recv(8)
        if len(reply) != 8:
            raise sandbox.SandboxError("the warm process is gone")
        return Child(near, int.from_bytes(reply, "little"), cells, self.timeout)

    def close(self):
        """End the warm process; its children end with it."""
        self.control.close()
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


class Child:
    """One forked process and the submission it holds."""

    def __init__(self, channel, pid, cells, timeout):
        self.channel, self.pid, self.timeout, self.alive = channel, pid, timeout, True
        self.answered = 0
        self._send(wire.encode(list(cells)))

    def ask(self, exercise: Exercise) -> Answer:
        """What came of one exercise.

        A child that hangs, dies or answers nonsense is ended; the record then says so.
        """
        self.answered += 1
        try:
            self._send(jobs.job(exercise))
            answer = wire.receive(self.channel.fileno(), self.timeout)
            return _read(answer)
        except wire.TimedOut:
            return self._ended("timed_out")
        except (wire.WireError, records.BadRecord, OSError):
            return self._ended("died")

    def traps(self, exercise: Exercise, cell: str | None) -> tuple[Trap, ...]:
        """What is worth a look in the cell where the function was found.

        () where the child is gone, or was ended because it did not answer.
        """
        if not self.alive or cell is None:
            return ()
        try:
            self._send(wire.encode({"exercise": exercise.name, "look_at": cell}))
            return records.traps_from_data(wire.receive(self.channel.fileno(), self.timeout))
        except (wire.WireError, records.BadRecord, OSError):
            self.close()
            return ()

    def close(self):
        """End the child, whatever it is doing."""
        if self.alive:
            self.alive = False
            try:
                os.kill(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.channel.close()

    def _send(self, message):
        try:
            self.channel.settimeout(self.timeout)
            self.channel.sendall(message)
        except OSError:
            pass  # it is gone: asking will find out

    def _ended(self, status):
        self.close()
        return Answer(None, Attempt((Outcome(status),)))


def _read(answer):
    if not isinstance(answer, dict) or set(answer) != {"cell", "record", "uses", "own", "fault"}:
        raise records.BadRecord("no answer")
    cell, uses, own, fault = (answer[key] for key in ("cell", "uses", "own", "fault"))
    named = all(isinstance(names, tuple) and all(isinstance(n, str) for n in names) for names in (uses, own))
    if not named or not isinstance(cell, (str, type(None))) or not isinstance(fault, str):
        raise records.BadRecord("no answer")
    record = None if answer["record"] is None else records.from_data(answer["record"])
    return Answer(cell, record, uses, own, fault[:200])
