"""The child's first words: take the limits, promise to die with the parent, become the tool.

Run as `python -I -S launch.py LIMITS_JSON PROGRAM ARG…`. A program of its own
rather than a `preexec_fn`, which is unsafe in a process with threads.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
import time

PR_SET_PDEATHSIG = 1
ASKED_AGAIN = 20


def _limit(kind: int, value: int | None) -> None:
    if value is not None:
        _, hard = resource.getrlimit(kind)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (ceiling, ceiling))


def _stand_back() -> None:
    """Take only what nothing else wants; what an idle process starts does so, too.

    A session of its own has a share of the cores of its own, in which its class counts for
    nothing beside other sessions (sched(7), the autogroup feature), so that is made least.
    """
    os.nice(19)
    # Some sandboxes and kernels know neither; then niceness has to do.
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    for _ in range(ASKED_AGAIN):
        try:
            os.write(os.open("/proc/self/autogroup", os.O_WRONLY), b"19")
            return
        except BlockingIOError:
            # All of the machine may do so ten times a second.
            time.sleep(0.15)
        except OSError:
            return


def main() -> None:
    """Apply the limits of argv[1] and replace this process by the rest of argv."""
    limits = json.loads(sys.argv[1])
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != limits["parent"]:
            sys.exit("the parent has gone")
    _limit(resource.RLIMIT_AS, limits["memory_bytes"])
    _limit(resource.RLIMIT_CPU, limits["cpu_s"])
    _limit(resource.RLIMIT_CORE, 0)
    os.nice(limits["nice"])
    if sys.platform == "linux" and (limits["idle"] or os.sched_getscheduler(0) == os.SCHED_IDLE):
        _stand_back()
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
