"""A process shuts itself in before it touches what strangers made.

On POSIX by resource limits, on Windows by a job object of its own. A bomb then meets a
MemoryError or the end of the process, never the laptop's memory.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_EXTENDED_LIMIT_INFORMATION = 9
_LIMIT_ACTIVE_PROCESS = 0x0008
_LIMIT_PROCESS_MEMORY = 0x0100
_DIE_ON_UNHANDLED_EXCEPTION = 0x0400
_QUIET_ERRORS = 0x0001 | 0x0002 | 0x8000
"""SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX: no box on the screen."""


def confine(memory: int) -> None:
    """From now on: at most `memory` bytes of its own, no file written, no core dumped.

    Raises OSError when the system refuses: who is not shut in must not go on.
    """
    if sys.platform == "win32":
        _confine_by_job(ctypes.WinDLL("kernel32"), memory)
    else:
        _confine_by_limits(memory)


def _confine_by_limits(memory: int) -> None:
    import resource

    # Data, not address space: libraries reserve much that they never touch.
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def job_limits(memory: int) -> JobLimits:
    """At most `memory` bytes committed, one process, no box on the screen when it dies."""
    limits = JobLimits()
    limits.BasicLimitInformation.LimitFlags = (
        _LIMIT_PROCESS_MEMORY | _LIMIT_ACTIVE_PROCESS | _DIE_ON_UNHANDLED_EXCEPTION
    )
    limits.BasicLimitInformation.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = memory
    return limits


def _confine_by_job(kernel32: Any, memory: int) -> None:
    """The process puts itself into a job: its parent may hold only a launcher's handle.

    The interpreter of a virtual environment is started by a small launcher on Windows; a job
    that the parent assigned would hold the launcher, not the interpreter. The job's handle
    stays open for the life of the process.
    """
    handle = ctypes.c_void_p
    kernel32.CreateJobObjectW.restype = handle
    kernel32.CreateJobObjectW.argtypes = (handle, ctypes.c_wchar_p)
    kernel32.GetCurrentProcess.restype = handle
    kernel32.GetCurrentProcess.argtypes = ()
    kernel32.SetInformationJobObject.argtypes = (handle, ctypes.c_int, handle, ctypes.c_uint32)
    kernel32.AssignProcessToJobObject.argtypes = (handle, handle)
    kernel32.SetErrorMode(_QUIET_ERRORS)
    job = kernel32.CreateJobObjectW(None, None)
    if not job:
        raise _refused(kernel32, "CreateJobObject")
    limits = job_limits(memory)
    size = ctypes.sizeof(limits)
    where = ctypes.addressof(limits)
    if not kernel32.SetInformationJobObject(job, _EXTENDED_LIMIT_INFORMATION, where, size):
        raise _refused(kernel32, "SetInformationJobObject")
    if not kernel32.AssignProcessToJobObject(job, kernel32.GetCurrentProcess()):
        raise _refused(kernel32, "AssignProcessToJobObject")


def _refused(kernel32: Any, call: str) -> OSError:
    return OSError(int(kernel32.GetLastError()), f"{call} refused")
