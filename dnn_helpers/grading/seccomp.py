"""System calls: their numbers, calling one by name, and filters that say which are left.

A filter is a small program the kernel runs before every system call of a process. Both
filters here are lists of what is allowed; whatever nobody thought of is refused.
"""

import ctypes
import errno
import functools
import os
import struct
import sys

# name: (number on x86_64, number on aarch64); None where that machine has no such call.
# What CPython and NumPy need to compute, allocate, tell the time and use open descriptors.
COMPUTE = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66),
    "pread64": (17, 67), "pwrite64": (18, 68), "lseek": (8, 62), "close": (3, 57),
    "close_range": (436, 436), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24),
    "fstat": (5, 80), "newfstatat": (262, 79), "stat": (4, None), "lstat": (6, None),
    "statx": (332, 291), "access": (21, None), "faccessat": (269, 48),
    "faccessat2": (439, 439), "getdents": (78, None), "getdents64": (217, 61),
    "getcwd": (79, 17),
    "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226), "brk": (12, 214),
    "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132), "restart_syscall": (219, 128), "pause": (34, None),
    "alarm": (37, None), "setitimer": (38, 103), "getitimer": (36, 102),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101), "gettimeofday": (96, 169), "time": (201, None), "times": (100, 153),
    "getrusage": (98, 165), "getrlimit": (97, 163), "sysinfo": (99, 179), "uname": (63, 160),
    "getcpu": (309, 168), "sched_yield": (24, 124), "sched_getaffinity": (204, 123),
    "getrandom": (318, 278), "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178),
    "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
# Needed too, but some of their arguments do harm: `child_rules` looks at them.
GUARDED = {
    "open": (2, None), "openat": (257, 56), "fcntl": (72, 25), "ioctl": (16, 29),
    "mmap": (9, 222), "madvise": (28, 233), "futex": (202, 98), "prlimit64": (302, 261),
}  # fmt: skip
# What the server needs on top: talk to the grader, wait for its children, ...
SERVE = {
    "fork": (57, None), "wait4": (61, 260), "waitid": (247, 95), "pidfd_open": (434, 434),
    "pipe": (22, None), "pipe2": (293, 59), "recvfrom": (45, 207), "recvmsg": (47, 212),
    "sendto": (44, 206), "sendmsg": (46, 211), "getsockopt": (55, 209), "setsockopt": (54, 208),
    "getsockname": (51, 204), "getpeername": (52, 205), "shutdown": (48, 210),
    "epoll_create1": (291, 20), "epoll_ctl": (233, 21), "epoll_wait": (232, None),
    "epoll_pwait": (281, 22),
}  # fmt: skip
# ... with arguments that `server_rules` looks at ...
SERVE_GUARDED = {
    "clone": (56, 220), "kill": (62, 129), "pidfd_send_signal": (424, 424),
    "socketpair": (53, 199),
}  # fmt: skip
# ... and make a fresh fork into a sealed child.
SEALING = {
    "setrlimit": (160, 164), "prctl": (157, 167), "seccomp": (317, 277),
    "landlock_create_ruleset": (444, 444), "landlock_add_rule": (445, 445),
    "landlock_restrict_self": (446, 446), "set_robust_list": (273, 99), "rseq": (334, 293),
}  # fmt: skip
# Refused as if the kernel were too old, because a C library then takes the older call.
ABSENT = {"clone3": (435, 435), "openat2": (437, 437)}
BEFORE_SEALING = {"capset": (126, 91)}
NUMBERS = COMPUTE | GUARDED | SERVE | SERVE_GUARDED | SEALING | ABSENT | BEFORE_SEALING
LAST_KNOWN = 450  # later calls did not exist when this was written: "no such call", not "refused"

# machine: (column in the tables, the kernel's name for its calls, O_LARGEFILE as musl passes it)
MACHINES = {"x86_64": (0, 0xC000003E, 0o100000), "aarch64": (1, 0xC00000B7, 0o400000)}
X32_BIT = 0x40000000  # marks the x32 calls of x86_64, which have other numbers

LOAD, AND_JUMP, EQUAL, ABOVE, AT_LEAST, RETURN = 0x20, 0x45, 0x15, 0x25, 0x35, 0x06
ALLOW, KILL_PROCESS, FAIL = 0x7FFF0000, 0x80000000, 0x00050000


def machine():
    """The name of this machine in `MACHINES`, or None where no filter can be built for it."""
    if sys.platform != "linux" or sys.maxsize < 2**32 or sys.byteorder != "little":
        return None
    name = os.uname().machine
    return name if name in MACHINES else None


@functools.cache
def _c_syscall():
    return ctypes.CDLL(None, use_errno=True).syscall


def call(name, *arguments):
    """Make the system call `name` of `NUMBERS` and return its result; OSError if it fails."""
    number = NUMBERS[name][MACHINES[machine()][0]]
    plain = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = _c_syscall()(ctypes.c_long(number), *plain)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


def _step(code, value, if_true=0, if_false=0):
    return struct.pack("=HBBI", code, if_true, if_false, value & 0xFFFFFFFF)


def fail(code):
    """The step that refuses the call with the error number `code`."""
    return _step(RETURN, FAIL | code)


def _load(argument, high=False):
    return _step(LOAD, 16 + 8 * argument + 4 * high)  # both machines put the low half first


# Each condition looks at one argument (counted from 0): it ends the filter with EPERM, or
# falls through to what follows it. The kernel reads ints as 32 bits, so the low half counts.


def only_bits(argument, mask):
    """Refuse unless every bit set in the argument is in `mask`."""
    return [_load(argument), _step(AND_JUMP, ~mask, 0, 1), fail(errno.EPERM)]


def one_of(argument, values):
    """Refuse unless the argument is one of `values`."""
    values = list(values)
    steps = [_step(EQUAL, value, len(values) - at) for at, value in enumerate(values)]
    return [_load(argument), *steps, fail(errno.EPERM)]


def between(argument, low, high):
    """Refuse unless low <= argument <= high, taken as a number without a sign."""
    return [_load(argument), _step(AT_LEAST, low, 0, 1), _step(ABOVE, high, 0, 1),
            fail(errno.EPERM)]  # fmt: skip


def is_null(argument):
    """Refuse unless all 64 bits of the argument are 0."""
    return [_load(argument), _step(EQUAL, 0, 1), fail(errno.EPERM),
            _load(argument, high=True), _step(EQUAL, 0, 1), fail(errno.EPERM)]  # fmt: skip


def child_rules(name=None):
    """The calls left to a child that runs learner code: {call: its conditions}."""
    reading = os.O_CLOEXEC | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_NOCTTY | os.O_NONBLOCK
    reading |= MACHINES[name or machine()][2]
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC. F_SETOWN with F_SETSIG would kill
    # by file readiness; leases and locks would stall others; F_SETFL changes shared files.
    fcntl_commands = (0, 1, 2, 3, 1030)
    # TCGETS, TCGETS2 (is this a terminal?), FIOCLEX, FIONCLEX (close on exec).
    ioctl_commands = (0x5401, 0x802C542A, 0x5451, 0x5450)
    # NORMAL to DONTNEED, FREE, HUGEPAGE to DODUMP. HWPOISON (100) takes memory from the machine.
    advice = (0, 1, 2, 3, 4, 8, 14, 15, 16, 17)
    # WAIT, WAKE, REQUEUE, CMP_REQUEUE, WAIT_BITSET, WAKE_BITSET; each private, each clock.
    futex_commands = [c | f for c in (0, 1, 3, 4, 9, 10) for f in (0, 128, 256, 384)]
    return {call_name: [] for call_name in COMPUTE} | {
        "open": only_bits(1, reading),
        "openat": only_bits(2, reading),
        "fcntl": one_of(1, fcntl_commands),
        "ioctl": one_of(1, ioctl_commands),
        "mmap": only_bits(3, ~0x40000),  # not MAP_HUGETLB: a pool that others need
        "madvise": one_of(2, advice),
        "futex": one_of(1, futex_commands),
        "prlimit64": is_null(2) + one_of(0, [0]),  # ask for one's own limits, set none
    }


def server_rules(name=None):
    """The calls left to the server: the child's and what it takes to make and end children."""
    forking = 0x01200000 | 0xFF  # CLONE_CHILD_SETTID, CLONE_CHILD_CLEARTID, the exit signal
    ours = child_rules(name)
    return ours | {call_name: [] for call_name in SERVE | SEALING} | {
        "clone": only_bits(0, forking),  # no threads, no namespaces
        "kill": between(0, 2, 2**31 - 1) + one_of(1, [9]),  # SIGKILL to one process, no group
        "pidfd_send_signal": one_of(1, [9]),
        "socketpair": one_of(0, [1]),  # AF_UNIX
        "fcntl": [],
        "ioctl": one_of(1, (0x5401, 0x802C542A, 0x5451, 0x5450, 0x5421)),  # and FIONBIO
        "prlimit64": one_of(0, [0]),
    }  # fmt: skip


def build(rules, name=None):
    """The filter that allows what `rules` says, as bytes for `install`.

    `name` is a machine of `MACHINES`, by default this one. A refused call fails with EPERM
    (so that learner code meets a Python exception), one of `ABSENT` or later than
    `LAST_KNOWN` with ENOSYS; calls in the manner of another machine end the process.
    """
    column, architecture, _ = MACHINES[name or machine()]
    steps = [_step(LOAD, 4), _step(EQUAL, architecture, 1), _step(RETURN, KILL_PROCESS)]
    steps += [_step(LOAD, 0), _step(AT_LEAST, X32_BIT, 0, 1), fail(errno.EPERM)]
    blocks = {call_name: [*conditions, _step(RETURN, ALLOW)]
              for call_name, conditions in rules.items()}  # fmt: skip
    blocks |= {call_name: [fail(errno.ENOSYS)] for call_name in ABSENT}
    for call_name, block in blocks.items():
        number = NUMBERS[call_name][column]
        if number is not None:
            steps += [_step(EQUAL, number, 0, len(block)), *block]
    steps += [_step(AT_LEAST, LAST_KNOWN + 1, 0, 1), fail(errno.ENOSYS), fail(errno.EPERM)]
    return b"".join(steps)


def install(program):
    """Put the filter `program` on this process, for good; OSError if the kernel refuses.

    The process must have set no_new_privs. Filters add up: a call needs the consent of all.
    """
    steps = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(steps))
    call("seccomp", 1, 0, ctypes.create_string_buffer(header, len(header)))
