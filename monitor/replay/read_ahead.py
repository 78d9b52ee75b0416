"""Articles read ahead by every core: reading is nine tenths of a replay, and needs nothing but the article.

What is read here is what a first version would give.  Where a story has an earlier row, `Run.read` reads again itself,
so the outcome is the same on one core and on many.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from pydantic_core import from_json

from monitor.errors import MonitorError, UnreadableArticleError
from monitor.model.article import RawArticle
from monitor.model.knowledge import Knowledge
from monitor.model.report import Reading
from monitor.pipeline import read_article
from monitor.replay.kept import NOTHING_KEPT, KeptReadings

_ALONE = 256
"""A small archive is done before workers are up; what it takes to read is compiled then, and the workers share it."""
_CHUNK = 16
_AHEAD = 8
"""Chunks that wait for each worker: so many articles are in memory, however long the archive."""

Pair = tuple[RawArticle, Reading | None]

_knowledge: Knowledge | None = None


def read_ahead(
    articles: Iterable[RawArticle],
    knowledge: Knowledge,
    *,
    processes: int | None = None,
    kept: KeptReadings = NOTHING_KEPT,
) -> Iterator[Pair]:
    """Each article in order, with its reading where one was made; None: read it yourself, or look at what is kept.

    `processes`: as many as cores where not given; 1 starts none.  Raises MonitorError where one of them is killed.
    """
    waiting = iter(articles)
    unread = 0
    for raw in waiting:
        unread += not kept.knows(raw)
        yield raw, None
        if unread == _ALONE:
            break
    workers = (os.cpu_count() or 1) if processes is None else processes
    chunks = iter(lambda: list(islice(waiting, _CHUNK)), [])
    first = next(chunks, None)
    if first is None:
        return
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from ((raw, None) for raw in first)
        yield from ((raw, None) for raw in waiting)
        return
    global _knowledge
    _knowledge = knowledge
    knowledge.gazetteer.find("Syria")  # opened once, and shared by all
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _leave_ctrl_c)
    try:
        yield from _in_order(pool, chain((first,), chunks), workers * _AHEAD, kept)
    except BrokenProcessPool as error:
        raise MonitorError("a process that read articles was killed (too little memory?); try --jobs 1") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, chunks: Iterator[list[RawArticle]], ahead: int, kept: KeptReadings
) -> Iterator[Pair]:
    """Chunks are read while those before them are watched."""
    asked: deque[tuple[list[RawArticle], Future[list[Reading | None]]]] = deque()
    for chunk in chunks:
        asked.append((chunk, pool.submit(_read_all, [None if kept.knows(raw) else raw for raw in chunk])))
        if len(asked) >= ahead:
            articles, readings = asked.popleft()
            yield from zip(articles, readings.result(), strict=True)
    for articles, readings in asked:
        yield from zip(articles, readings.result(), strict=True)


def _leave_ctrl_c() -> None:
    """The terminal interrupts every process; who started the workers ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_all(articles: Sequence[RawArticle | None]) -> list[Reading | None]:
    """None for None: what is kept needs no reading."""
    return [None if raw is None else _read(raw) for raw in articles]


def _read(raw: RawArticle) -> Reading | None:
    if _knowledge is None:
        return None
    try:
        with named(raw):
            return read_article(raw, None, _knowledge)
    except UnreadableArticleError:
        return None


@contextmanager
def named(raw: RawArticle) -> Iterator[None]:
    """A fault of ours names the article that brought it out, also from another process."""
    try:
        yield
    except Exception as error:
        error.add_note(f"while reading the article {uri_of(raw.value) or raw.value[:80]!r}")
        raise


def uri_of(value: bytes) -> str:
    """The uri under which an article's story is kept, without reading the rest."""
    try:
        fields: Any = from_json(value)
        return str(fields.get("uri") or fields.get("guid") or "")
    except (ValueError, AttributeError):
        return ""
