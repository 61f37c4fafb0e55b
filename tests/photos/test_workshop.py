"""The workshop: whatever a job does, the program lives, says so, and goes on."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from app.errors import UserError
from app.paths import RESOURCES
from app.photos import intake
from app.photos.errors import REFUSALS
from app.photos.frames import MAX_TOTAL
from app.photos.taken import MAX_BYTES
from app.photos.taking import take_in
from app.photos.workshop import Cancel, JobCancelled, Lease, Workshop, WorkshopBug

from .conftest import OpenWorkshop
from .pictures import encoded, noisy, quarters

ROOT = RESOURCES.parent
JPEG = encoded(noisy((64, 48)))


def code_of(workshop: Workshop, job: str, **header: object) -> str:
    with pytest.raises(UserError) as caught:
        workshop.run(job, header, [], name="a.jpg")
    assert "“a.jpg”" in caught.value.what
    return caught.value.code


def pid_in(workshop: Workshop) -> int:
    return int(workshop.run("echo", {})[0]["pid"])


def running(workshop: Workshop, job: str, cancel: Cancel | None = None) -> Caller:
    """A thread in which a job runs that does not end by itself."""
    caller = Caller(workshop, job, cancel)
    caller.start()
    return caller


class Caller(threading.Thread):
    """Asks for one job and keeps what came of it."""

    def __init__(self, workshop: Workshop, job: str, cancel: Cancel | None) -> None:
        super().__init__(name=f"asks {job}")
        self._ask = (workshop, job, cancel)
        self.error: Exception | None = None

    def run(self) -> None:
        workshop, job, cancel = self._ask
        try:
            workshop.run(job, {}, cancel=cancel)
        except (JobCancelled, UserError) as error:
            self.error = error


def until_busy(workshop: Workshop) -> None:
    while workshop.pid is None:
        time.sleep(0.01)
    child = psutil.Process(workshop.pid)
    while child.cpu_times().user == 0:
        time.sleep(0.01)


def test_nothing_starts_before_the_first_job_and_one_process_serves_all(
    workshop: Workshop,
) -> None:
    assert workshop.pid is None
    assert pid_in(workshop) == pid_in(workshop) == workshop.pid


def test_what_comes_out_is_what_the_pure_function_makes(workshop: Workshop) -> None:
    data = encoded(quarters(), "PNG")
    found = take_in(workshop, data, original_name="kue.png")
    assert found == intake.take_in(data, original_name="kue.png")


@pytest.mark.parametrize(("data", "code"), [(b"", "photo.empty"), (b"teks", "photo.not_an_image")])
def test_refusals_come_home_by_name(workshop: Workshop, data: bytes, code: str) -> None:
    with pytest.raises(UserError) as caught:
        take_in(workshop, data, original_name="surat.jpg")
    assert caught.value.code == code
    assert "surat.jpg" in caught.value.what
    assert caught.value.safe
    assert caught.value.todo


def test_too_many_bytes_do_not_even_reach_it(workshop: Workshop) -> None:
    with pytest.raises(UserError) as caught:
        take_in(workshop, bytes(MAX_BYTES + 1), original_name="a.jpg")
    assert caught.value.code == "photo.too_large"
    assert workshop.pid is None


@pytest.mark.parametrize("code", [*REFUSALS, "photo.unheard_of"])
def test_it_sends_codes_and_no_sentences(workshop: Workshop, code: str) -> None:
    with pytest.raises(UserError) as caught:
        workshop.run("refuse", {"code": code}, name="a.jpg")
    assert caught.value.code == (code if code in REFUSALS else "photo.too_hard")
    assert "<b>" not in caught.value.sentence


@pytest.mark.parametrize("job", ["hang", "die", "eat", "flood", "mumble"])
def test_who_takes_too_much_is_ended_and_the_next_job_is_served(
    open_workshop: OpenWorkshop, job: str
) -> None:
    workshop = open_workshop(seconds=3.0 if job == "hang" else 60.0)
    assert pid_in(workshop)
    first = workshop.pid
    assert code_of(workshop, job) == "photo.too_hard"
    assert take_in(workshop, JPEG, original_name="b.jpg").width == 64
    assert workshop.pid != first


def test_memory_that_earlier_jobs_kept_costs_no_good_picture(workshop: Workshop) -> None:
    size = 150 * 1024 * 1024
    kept = [workshop.run("keep", {"size": size})[0]["kept"] for _ in range(4)]
    assert kept == [1, 2, 1, 2]


def test_a_picture_too_large_for_a_fresh_process_is_refused(workshop: Workshop) -> None:
    assert code_of(workshop, "keep", size=500 * 1024 * 1024) == "photo.too_hard"


def test_a_process_that_was_killed_between_jobs_is_replaced(workshop: Workshop) -> None:
    first = pid_in(workshop)
    psutil.Process(first).kill()
    while workshop.pid is not None:
        time.sleep(0.01)
    assert pid_in(workshop) != first


def test_what_a_library_prints_is_no_answer(workshop: Workshop) -> None:
    assert workshop.run("shout", {}) == ({}, [])
    assert workshop.run("echo", {"a": 1}, [b"x"])[1] == [b"x"]


@pytest.mark.skipif(sys.platform == "win32", reason="a job object has no limit on files")
def test_it_writes_no_file(workshop: Workshop, tmp_path: Path) -> None:
    assert workshop.run("scribble", {"path": str(tmp_path / "a")})[0] == {"written": False}


def test_a_bug_tells_where_and_no_values(workshop: Workshop) -> None:
    with pytest.raises(WorkshopBug) as caught:
        workshop.run("stumble", {}, [b"Siti Aminah"])
    assert "KeyError" in str(caught.value)
    assert "trouble.py:" in str(caught.value)
    assert "Siti" not in str(caught.value)
    assert pid_in(workshop)


def test_an_unknown_job_is_our_own_mistake(workshop: Workshop) -> None:
    with pytest.raises(ValueError, match="no job"):
        workshop.run("paint", {})


def test_a_request_over_the_limits_is_refused(workshop: Workshop) -> None:
    half = bytes(MAX_TOTAL // 2 + 1)
    with pytest.raises(UserError):
        workshop.run("echo", {}, [half, half], name="a.jpg")


def test_many_callers_each_get_their_own_answer(workshop: Workshop) -> None:
    answers: dict[int, tuple[int, bytes]] = {}

    def ask(number: int) -> None:
        for _ in range(5):
            header, (blob,) = workshop.run("echo", {"n": number}, [b"%d" % number])
            answers[number] = header["n"], blob

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: (n, b"%d" % n) for n in range(8)}


def test_a_running_job_is_cancelled_at_once_and_the_next_one_served(workshop: Workshop) -> None:
    cancel = Cancel()
    caller = running(workshop, "hang", cancel)
    until_busy(workshop)
    cancel.say()
    caller.join()
    assert isinstance(caller.error, JobCancelled)
    assert pid_in(workshop)


def test_a_waiting_job_is_cancelled_without_the_running_one(workshop: Workshop) -> None:
    first, second = Cancel(), Cancel()
    one = running(workshop, "hang", first)
    until_busy(workshop)
    two = running(workshop, "hang", second)
    second.say()
    two.join()
    assert isinstance(two.error, JobCancelled)
    assert one.is_alive()
    first.say()
    one.join()


def test_a_cancelled_job_does_not_start(workshop: Workshop) -> None:
    cancel = Cancel()
    cancel.say()
    with pytest.raises(JobCancelled):
        workshop.run("echo", {}, cancel=cancel)
    assert workshop.pid is None


def test_closing_ends_what_runs_and_what_waits(open_workshop: OpenWorkshop) -> None:
    workshop = open_workshop()
    callers = [running(workshop, "hang"), running(workshop, "hang")]
    until_busy(workshop)
    workshop.close()
    for caller in callers:
        caller.join()
        assert isinstance(caller.error, JobCancelled)
    assert workshop.pid is None
    with pytest.raises(JobCancelled):
        workshop.run("echo", {})
    workshop.close()


def test_the_last_share_closes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lease, "_shared", None)
    monkeypatch.setattr(Lease, "_holders", 0)
    one, two = Lease(), Lease()
    assert take_in(one, JPEG, original_name="a.jpg") == take_in(two, JPEG, original_name="a.jpg")
    (child,) = (c for c in psutil.Process().children() if c.pid == one.pid)
    one.close()
    one.close()
    with pytest.raises(JobCancelled):
        take_in(one, JPEG, original_name="a.jpg")
    assert take_in(two, JPEG, original_name="a.jpg").width == 64
    assert child.is_running()
    two.close()
    assert not child.is_running()
    assert Lease.holders() == 0


ORPHAN = """
import os, sys, threading
from app.photos.jobs import JOBS
from app.photos.workshop import Limits, Workshop
from tests.photos import trouble
workshop = Workshop(Limits(seconds=3), {**JOBS, **trouble.JOBS})
pid = workshop.run("echo", {})[0]["pid"]
if sys.argv[1] != "echo":
    threading.Thread(target=workshop.run, args=(sys.argv[1], {}), daemon=True).start()
    import time, psutil
    while not workshop._queue: time.sleep(0.01)
    time.sleep(0.1)
print(pid, flush=True)
os._exit(1)
"""


@pytest.mark.parametrize("job", ["echo", "hang"])
def test_it_outlives_no_program_that_was_killed(job: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", ORPHAN, job], cwd=ROOT, capture_output=True, text=True, check=False
    )
    pid = int(told.stdout)
    try:
        psutil.Process(pid).wait(timeout=30)
    except psutil.NoSuchProcess:
        return
    assert not psutil.pid_exists(pid)


def test_frozen_it_is_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def start(command: list[str], **_: object) -> None:
        commands.append(command)
        raise OSError

    monkeypatch.setattr(subprocess, "Popen", start)
    for frozen in (False, True):
        monkeypatch.setattr(sys, "frozen", frozen, raising=False)
        with pytest.raises(OSError):  # noqa: PT011
            Workshop().run("intake", {})
    sources, whole = commands
    assert sources[:3] == [sys.executable, str(ROOT / "main.py"), "--workshop"]
    assert whole[:2] == [sys.executable, "--workshop"]
    assert sources[3:] == whole[2:]
