"""Reading a file in a process of its own, within bounds of time and memory: what a file does to its reader stays there.

A worker process is started at the first call and used again for the next ones; one that went over its bounds is
gone, and the next call starts another. The bounds are the kernel's own, so that they hold whatever code is running,
and where the caller has been killed.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import pickle
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, ParamSpec, TypeVar

from targets.rejection import RejectedFile, Rejection

SECONDS = 50.0
"""The longest that one file may take, by the clock on the wall."""

MEMORY = 1_800_000_000
"""The most memory, in bytes, that a worker may hold."""

_OWN = str(Path(__file__).parents[1])
_P = ParamSpec("_P")
_T = TypeVar("_T")
_LONGEST_VALUE = 200
_FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGHUP)
"""How a worker ends that was ended by another process, the kernel's short of memory too: the file is tried once more."""
_START = (
    "import sys; sys.path[:] = {path!r}; from targets.bounded import serve; "
    "serve({seconds!r}, {memory!r}, {modules!r})"
)
_SAVE_ELSEWHERE = "Open it in its own program and save it again, or save its text or table alone."
_DIVIDE = "Divide it into several files, or save its text or table alone."


@dataclass(frozen=True, slots=True)
class _Failure:
    """What broke a call that is no RejectedFile: the exception's name, its message and where it was raised."""

    error: str
    message: str
    place: str


def bounded(kind: str, path: Path, function: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
    """The result of a function that reads the file at `path`, called in a worker process.

    The function has to be importable, and its arguments and result have to pickle. Raises RejectedFile of this
    `kind` that names the file: the function's own, or one that says it took more than `SECONDS` or `MEMORY`,
    crashed, or raised something else.
    """
    for fresh in (False, True):
        worker = _Worker() if fresh else _take()
        used = worker.used
        answer = worker.answer((function, arguments, named))
        if answer is None or not worker.lives:
            worker.end()
        else:
            _idle.append(worker)
        # A worker that has read other files before may hold what they left: a file has a whole one to itself.
        crowded = used and isinstance(answer, _Failure) and answer.error == "MemoryError"
        if not crowded and not (answer is None and worker.process.returncode in _FROM_OUTSIDE):
            break
    if answer is None:
        raise RejectedFile(_broken(kind, path, worker.process.returncode))
    if isinstance(answer, RejectedFile):
        raise answer
    if isinstance(answer, _Failure):
        raise RejectedFile(_failed(kind, path, answer))
    result: _T = answer[0]
    return result


def start_worker(*modules: str) -> None:
    """Start a worker ahead of the first call, which imports these modules meanwhile; nothing where one is idle."""
    if not _idle:
        _idle.append(_Worker(modules))


def renew_time() -> None:
    """Give the file that this worker reads its time anew: for a page of pictures, each of which takes seconds."""
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        signal.setitimer(signal.ITIMER_REAL, SECONDS)


def serve(seconds: float, memory: int, modules: Sequence[str]) -> None:
    """Import the modules, then answer calls until the caller closes its end: the worker's whole life."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what libraries print is no answer
    warnings.simplefilter("ignore")
    _limit_memory(memory)
    for module in modules:
        importlib.import_module(module)
    for output in (1, 2):  # what they print of a file is for nobody: its fate says what is wrong with it
        os.dup2(os.open(os.devnull, os.O_WRONLY), output)
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            answer = _answer(requests, seconds)
            answers.write(answer)
            answers.flush()


class _Worker:
    """One worker process and the pipes to it."""

    def __init__(self, modules: Sequence[str] = ()) -> None:
        # The paths are handed over, so that looking for them again (-S) costs nothing, and so that nothing is
        # imported from the folder one stands in (-P), which may be a folder of inputs.
        path = list(dict.fromkeys(str(Path(entry).resolve()) for entry in (*sys.path, _OWN)))
        code = _START.format(path=path, seconds=SECONDS, memory=MEMORY, modules=modules)
        # A process group of its own, so that programs which the reader starts end with it.
        self.process = subprocess.Popen(
            [sys.executable, "-S", "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,
        )
        self.used = False
        self.lives = True

    def answer(self, request: Any) -> Any:
        """What the worker answers: `(result,)`, a RejectedFile, a _Failure, or None where it died."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.used = True
        try:
            with contextlib.suppress(BrokenPipeError):
                pickle.dump(request, self.process.stdin)
                self.process.stdin.flush()
            answer = pickle.load(self.process.stdout)
        except (EOFError, pickle.UnpicklingError):
            self.end()
            return None
        except BaseException:
            self.end()
            raise
        if isinstance(answer, _Failure) and answer.error == "MemoryError":
            self.lives = False
        return answer

    def end(self) -> None:
        """End the process and whatever it started."""
        self.lives = False
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(BrokenPipeError):
                if pipe is not None:
                    pipe.close()
        self.process.wait()


_idle: list[_Worker] = []


def _take() -> _Worker:
    """A worker that nobody uses: several threads may call at once, each has one to itself."""
    while _idle:
        with contextlib.suppress(IndexError):
            worker = _idle.pop()
            if worker.process.poll() is None:
                return worker
            worker.end()
    return _Worker()


@atexit.register
def end_workers() -> None:
    """End the workers that are idle."""
    while _idle:
        _idle.pop().end()


os.register_at_fork(after_in_child=_idle.clear)


def _answer(requests: IO[bytes], seconds: float) -> bytes:
    try:
        function, arguments, named = pickle.load(requests)
        # The alarm's default is to end the process, whatever it is doing.
        signal.setitimer(signal.ITIMER_REAL, seconds)
        return pickle.dumps((function(*arguments, **named),))
    except EOFError:
        raise
    except RejectedFile as error:
        return pickle.dumps(error)
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__)[2:] if frame.lineno]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        return pickle.dumps(_Failure(type(error).__name__, str(error)[:_LONGEST_VALUE], place))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit_memory(memory: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _broken(kind: str, path: Path, code: int) -> Rejection:
    if code == -signal.SIGALRM:
        return Rejection(
            kind=kind,
            file=str(path),
            place="",
            field="time",
            value=f"{SECONDS:.0f} s",
            reason="Reading it takes longer than a file may take.",
            advice=_DIVIDE,
        )
    return Rejection(
        kind=kind,
        file=str(path),
        place="",
        field="format",
        value=f"exit code {code}",
        reason="It makes its reader crash.",
        advice=_SAVE_ELSEWHERE,
    )


def _failed(kind: str, path: Path, failure: _Failure) -> Rejection:
    if failure.error == "MemoryError":
        value = f"{MEMORY // 1_000_000} MB"
        return Rejection(
            kind=kind,
            file=str(path),
            place="",
            field="memory",
            value=value,
            reason="Reading it takes more memory than a file may take.",
            advice=_DIVIDE,
        )
    value = f"{failure.error}: {failure.message} ({failure.place})"
    return Rejection(
        kind=kind,
        file=str(path),
        place="",
        field="format",
        value=value,
        reason="Its reader does not understand it.",
        advice=_SAVE_ELSEWHERE,
    )
