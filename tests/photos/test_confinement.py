"""How a process shuts itself in; what Windows is asked for is checked word by word."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pytest

from app.photos import confinement
from app.photos.confinement import JobLimits, job_limits

MEMORY = 416 * 1024 * 1024


class Kernel:
    """Windows' library as far as a job object needs it, with a memory for what was asked."""

    def __init__(self, refusing: str = "") -> None:
        self.asked: list[tuple[str, Any]] = []
        self._refusing = refusing

    def __getattr__(self, name: str) -> Callable[..., int]:
        def call(*arguments: Any) -> int:
            self.asked.append((name, arguments))
            return {"GetLastError": 5, "GetCurrentProcess": -1}.get(
                name, 0 if name == self._refusing else 77
            )

        setattr(self, name, call)
        return call


def test_the_structure_is_as_large_as_windows_has_it() -> None:
    assert ctypes.sizeof(ctypes.c_void_p) == 8
    assert ctypes.sizeof(JobLimits) == 144
    assert JobLimits.ProcessMemoryLimit.offset == 112


def test_the_job_limits_memory_and_processes() -> None:
    limits = job_limits(MEMORY)
    assert limits.ProcessMemoryLimit == MEMORY
    assert limits.BasicLimitInformation.ActiveProcessLimit == 1
    assert limits.BasicLimitInformation.LimitFlags == 0x100 | 0x8 | 0x400


def test_a_process_puts_itself_into_its_job() -> None:
    kernel = Kernel()
    confinement._confine_by_job(kernel, MEMORY)
    calls = dict(kernel.asked)
    assert [name for name, _ in kernel.asked] == [
        "SetErrorMode",
        "CreateJobObjectW",
        "SetInformationJobObject",
        "GetCurrentProcess",
        "AssignProcessToJobObject",
    ]
    job, kind, _where, size = calls["SetInformationJobObject"]
    assert (job, kind, size) == (77, 9, 144)
    assert calls["AssignProcessToJobObject"] == (77, -1)


@pytest.mark.parametrize(
    "call", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_who_is_not_shut_in_does_not_go_on(call: str) -> None:
    with pytest.raises(OSError, match=r"refused"):
        confinement._confine_by_job(Kernel(call), MEMORY)
