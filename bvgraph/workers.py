"""Who does the work of a build: this process, the cores of this machine, or the machines of a Dask cluster.

The seam is ``concurrent.futures.Executor`` (https://docs.python.org/3/library/concurrent.futures.html).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Final, Literal, NamedTuple, TypeVar

from bvgraph.errors import UsageError, WorkError

Task = TypeVar("Task")
Result = TypeVar("Result")

WORTH_A_PROCESS: Final = 200_000
"""Characters of text from which on a process of its own, which takes a second to start, gains time."""

_PATIENCE: Final = "20s"  # with a scheduler that does not answer
_WAITING: Final = 8  # tasks handed out and not yet back: enough to keep twice as many cores busy as there usually are


def count_workers(sizes: Iterable[int], cores: int) -> int:
    """Return how many processes are worth starting for tasks with texts of these ``sizes``; 1 is none but this one."""
    listed = list(sizes)
    return max(1, min(cores, len(listed), sum(listed) // WORTH_A_PROCESS))


Hire = Callable[[Sequence[int]], AbstractContextManager[Executor | None]]
"""Who is to do tasks with texts of so many characters each: an executor while they last, or None for this process."""


def work_here(sizes: Sequence[int]) -> AbstractContextManager[None]:
    """Hire nobody."""
    return nullcontext()


def use_cores(cores: int) -> Hire:
    """Return what hires up to so many processes, where there is enough to do for more than one."""

    def hire(sizes: Sequence[int]) -> AbstractContextManager[Executor | None]:
        number = count_workers(sizes, cores)
        return start_processes(number) if number > 1 else nullcontext()

    return hire


class Here(Executor):
    """An executor that hires nobody: what is submitted is done before ``submit`` returns, or raises what it raises."""

    def submit(self, work: Callable[..., Result], /, *args: object, **kwargs: object) -> Future[Result]:
        """Return a future that is done."""
        future: Future[Result] = Future()
        future.set_result(work(*args, **kwargs))
        return future


class Hands(NamedTuple):
    """Who does the work: whole tasks whoever ``hire`` gets; ``aside`` does a part of those that are done in this process."""

    hire: Hire = work_here
    aside: Executor = Here()


@contextmanager
def start_assistant(cores: int) -> Iterator[Executor]:
    """Yield a process beside this one, for what can be done meanwhile; where that gains nothing, what does it here.

    It is a fork, which has all at once that is imported here; hence only where this process has one thread, and where
    forks are known to be safe.
    """
    if cores < 2 or sys.platform != "linux" or threading.active_count() > 1:
        yield Here()
        return
    with start_processes(1, "fork") as executor:
        with _hold_interrupts():
            executor.submit(os.getpid)  # the fork is now, before anybody starts a thread
        yield executor


def use_cluster(scheduler: str) -> Hire:
    """Return what hires the Dask cluster with a ``scheduler``, where there is anything to do; see ``join_cluster``."""
    return lambda sizes: join_cluster(scheduler) if sizes else nullcontext()


@contextmanager
def start_processes(number: int, method: Literal["spawn", "fork"] = "spawn") -> Iterator[Executor]:
    """Yield an executor of so many processes; whatever ends the block ends them too, whether they are done or not.

    They are spawned by default, as a fork would copy the locks of threads that it does not copy.  Raises WorkError when
    one of them dies over its work.
    """
    others = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(number, multiprocessing.get_context(method), initializer=_end_when_interrupted)
    try:
        yield executor
        executor.shutdown()
    except BrokenProcessPool as error:
        raise WorkError("a process that was reading died; perhaps the memory ran out: try --workers 1") from error
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()


@contextmanager
def _hold_interrupts() -> Iterator[None]:
    """Let an interrupt wait until a process is started whole, which inherits that it is blocked.

    It has to be caught as well as blocked: libraries have threads that it may come to.
    """
    caught: list[int] = []
    in_main = threading.current_thread() is threading.main_thread()  # no other may say what is done with signals
    handler = signal.signal(signal.SIGINT, lambda number, _: caught.append(number)) if in_main else None
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        if in_main:
            signal.signal(signal.SIGINT, handler or signal.SIG_DFL)
    if caught and handler is not signal.SIG_IGN:  # as in a shell that runs it in the background
        raise KeyboardInterrupt


def _end_when_interrupted() -> None:
    """Have a process end without a word when the terminal interrupts all of them: the first one does the talking."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextmanager
def join_cluster(scheduler: str) -> Iterator[Executor]:
    """Yield an executor that runs tasks on the Dask cluster whose ``scheduler`` is at an address such as tcp://host:8786.

    Raises UsageError when Dask is not installed, or when nobody answers at that address.  A worker that is lost has its
    tasks done by others (https://distributed.dask.org/en/stable/resilience.html); WorkError when several die of one task.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise UsageError("--executor dask needs Dask: pip install 'bvgraph[dask]'") from error
    try:
        client = Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {scheduler}: {error}") from error
    with client:
        try:
            yield client.get_executor(retries=3)
        except KilledWorker as error:
            raise WorkError("one worker after the other died reading a council; perhaps their memory ran out") from error


def available_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work_through(work: Callable[[Task], Result], tasks: Iterable[Task], executor: Executor | None) -> Iterator[Result]:
    """Yield what ``work`` makes of each task, in whatever order it gets done; without an ``executor`` here, one by one.

    Only some tasks are under way at any time, so that neither they nor their results fill the memory.  Raises what
    ``work`` raises.
    """
    if executor is None:
        yield from map(work, tasks)
        return
    under_way: set[Future[Result]] = set()
    for task in tasks:
        if len(under_way) >= _WAITING:
            yield from _await(under_way)
        with _hold_interrupts():
            under_way.add(executor.submit(work, task))
    while under_way:
        yield from _await(under_way)


def _await(under_way: set[Future[Result]]) -> Iterator[Result]:
    """Take the futures that are done out of ``under_way`` and yield their results."""
    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
    under_way -= done
    for future in done:
        yield future.result()
