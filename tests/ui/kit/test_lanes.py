"""The lanes: order, threads, errors, owners, cancelling, shutdown."""

from __future__ import annotations

import gc
import threading
import weakref
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.lanes import CancelToken, InlineLanes, JobCancelled, Lanes, Latest


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[int] = set()

    def take(self, value: object) -> None:
        self.threads.add(threading.get_ident())
        self.got.append(value)

    def fail(self, error: Exception) -> None:
        self.threads.add(threading.get_ident())
        self.errors.append(error)


def square(number: int) -> int:
    if number % 50 == 7:
        raise ValueError(number)
    return number * number


def test_database_jobs_come_home_in_order_on_the_ui_thread(qtbot: QtBot, real_lanes: Lanes) -> None:
    receiver = Receiver()
    for number in range(500):
        real_lanes.db(partial(square, number), receiver, receiver.take, receiver.fail)
    qtbot.waitUntil(lambda: real_lanes.pending == 0)
    assert receiver.got == [n * n for n in range(500) if n % 50 != 7]
    assert [error.args[0] for error in receiver.errors] == list(range(7, 500, 50))
    assert receiver.threads == {threading.get_ident()}


def test_jobs_leave_the_ui_thread_and_the_database_lane_is_serial(
    qtbot: QtBot, real_lanes: Lanes
) -> None:
    receiver = Receiver()
    for _ in range(20):
        real_lanes.db(threading.get_ident, receiver, receiver.take)
    qtbot.waitUntil(lambda: len(receiver.got) == 20)
    assert len(set(receiver.got)) == 1
    assert threading.get_ident() not in receiver.got


def test_slow_files_do_not_hold_up_the_database(qtbot: QtBot, real_lanes: Lanes) -> None:
    receiver, gate = Receiver(), threading.Event()
    real_lanes.io(partial(gate.wait, 20), receiver, receiver.take)
    real_lanes.io(partial(gate.wait, 20), receiver, receiver.take)
    real_lanes.db(partial(square, 3), receiver, receiver.take)
    qtbot.waitUntil(lambda: receiver.got == [9])
    gate.set()
    qtbot.waitUntil(lambda: len(receiver.got) == 3)


def test_nothing_reaches_a_deleted_owner_but_its_error_is_told(real_lanes: Lanes) -> None:
    receiver, told, gate = Receiver(), list[Exception](), threading.Event()
    real_lanes.unhandled = told.append
    real_lanes.io(partial(gate.wait, 20), receiver, receiver.take)
    real_lanes.io(partial(_wait_and_fail, gate), receiver, receiver.take, receiver.fail)
    shiboken6.delete(receiver)
    gate.set()
    real_lanes.drain()
    assert receiver.got == []
    assert receiver.errors == []
    assert [str(error) for error in told] == ["late"]


def _wait_and_fail(gate: threading.Event) -> None:
    gate.wait(20)
    raise OSError("late")


def test_a_waiting_job_does_not_keep_its_owner_alive(real_lanes: Lanes) -> None:
    receiver, gate = Receiver(), threading.Event()
    real_lanes.io(partial(gate.wait, 20), receiver, receiver.take, receiver.fail)
    watch = weakref.ref(receiver)
    del receiver
    gc.collect()
    assert watch() is None
    gate.set()


def test_an_error_without_handler_goes_to_unhandled(lanes: InlineLanes) -> None:
    receiver, told = Receiver(), list[Exception]()
    lanes.unhandled = told.append
    lanes.db(partial(square, 7), receiver, receiver.take)
    assert isinstance(told[0], ValueError)


def test_unhandled_errors_are_raised_on_the_ui_thread_by_default(
    qtbot: QtBot, lanes: InlineLanes
) -> None:
    receiver = Receiver()
    with qtbot.capture_exceptions() as caught:
        lanes.db(partial(square, 7), receiver, receiver.take)
    assert [kind for kind, _, _ in caught] == [ValueError]


def test_a_cancelled_job_says_nothing(lanes: InlineLanes) -> None:
    receiver, token = Receiver(), CancelToken()
    token.cancel()
    lanes.db(partial(square, 2), receiver, receiver.take, receiver.fail, token=token)
    assert (receiver.got, receiver.errors) == ([], [])


def test_cancelling_while_it_runs_drops_the_result(real_lanes: Lanes) -> None:
    receiver, gate = Receiver(), threading.Event()
    token = real_lanes.io(partial(gate.wait, 20), receiver, receiver.take)
    token.cancel()
    gate.set()
    real_lanes.drain()
    assert receiver.got == []


def test_check_ends_a_long_job() -> None:
    token = CancelToken()
    token.check()
    token.cancel()
    with pytest.raises(JobCancelled):
        token.check()


def test_latest_cancels_the_token_before() -> None:
    latest = Latest()
    first, second = latest.renew(), latest.renew()
    assert first.cancelled
    assert not second.cancelled


class Chain(Receiver):
    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self.lanes = lanes

    def follow(self, value: int) -> None:
        self.got.append(value)
        if value < 100:
            self.lanes.db(partial(square, value), self, self.follow)


def test_shutdown_delivers_everything_and_then_refuses() -> None:
    lanes = Lanes()
    chain = Chain(lanes)
    lanes.db(partial(square, 2), chain, chain.follow)
    lanes.shutdown()
    lanes.shutdown()
    assert chain.got == [4, 16, 256]
    with pytest.raises(RuntimeError):
        lanes.db(partial(square, 2), chain, chain.take)


def slowly() -> int:
    """Still running when the executors are told to end."""
    threading.Event().wait(0.02)
    return 4


class Endless(Receiver):
    """Asks for more with every answer, as a page does that works through a list."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes

    def follow(self, value: int) -> None:
        self.take(value)
        self._lanes.io(slowly, self, self.follow)


def test_who_still_asks_for_more_at_shutdown_is_let_go_without_an_error() -> None:
    lanes = Lanes()
    endless = Endless(lanes)
    lanes.io(slowly, endless, endless.follow)
    lanes.shutdown()
    got = len(endless.got)
    assert got > 1
    assert lanes.pending == 0
    with pytest.raises(RuntimeError):
        lanes.io(partial(square, 2), endless, endless.take)
    assert len(endless.got) == got


def test_shutdown_leaves_no_thread() -> None:
    lanes = Lanes()
    receiver = Receiver()
    lanes.io(partial(square, 2), receiver, receiver.take)
    lanes.db(partial(square, 2), receiver, receiver.take)
    lanes.shutdown()
    assert not [t.name for t in threading.enumerate() if t.name.endswith(("lane_0", "lane_1"))]
    assert receiver.got.count(4) == 2


def test_inline_lanes_have_answered_when_they_return(lanes: InlineLanes) -> None:
    receiver = Receiver()
    lanes.db(partial(square, 3), receiver, receiver.take)
    lanes.io(partial(square, 4), receiver, receiver.take)
    assert receiver.got == [9, 16]
    assert lanes.pending == 0


def test_what_must_be_on_disk_is_waited_for_but_not_for_ever(real_lanes: Lanes) -> None:
    receiver, gate, ran = Receiver(), threading.Event(), threading.Event()
    real_lanes.io(gate.wait, receiver, receiver.take)  # a sync: nobody waits for that
    real_lanes.db(ran.set, receiver, receiver.take)
    assert real_lanes.finish_db(within=60)
    assert ran.is_set()
    assert receiver.got == [], "nothing is delivered meanwhile"
    real_lanes.db(gate.wait, receiver, receiver.take)
    assert not real_lanes.finish_db(within=0.01)
    gate.set()
    real_lanes.shutdown()
    assert real_lanes.finish_db(within=60), "nothing runs any more"
    assert InlineLanes().finish_db(within=0)
