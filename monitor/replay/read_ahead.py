"""Articles read ahead by every core: reading is nine tenths of a replay, and needs nothing but the article.

What is read here is what a first version would give.  Where a story has an earlier row, `Run.read` reads again itself,
so the outcome is the same on one core and on many.
"""

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.pool import AsyncResult, Pool
from typing import Any

from pydantic_core import from_json

from monitor.errors import UnreadableArticleError
from monitor.model.article import RawArticle
from monitor.model.knowledge import Knowledge
from monitor.model.report import Reading
from monitor.pipeline import read_article

_ALONE = 256
"""A small archive is done before workers are up."""
_BATCH = 1024
"""Articles waiting at a time; two batches are in memory."""
_CHUNK = 32

Pair = tuple[RawArticle, Reading | None]

_knowledge: Knowledge | None = None


def read_ahead(articles: Iterable[RawArticle], knowledge: Knowledge, *, processes: int | None = None) -> Iterator[Pair]:
    """Each article in order, with its reading where one was made; None: read it yourself."""
    waiting = iter(articles)
    for raw in islice(waiting, _ALONE):
        yield raw, None
    workers = (os.cpu_count() or 1) if processes is None else processes
    rest = next(waiting, None)
    if rest is None:
        return
    waiting = chain((rest,), waiting)
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from ((raw, None) for raw in waiting)
        return
    global _knowledge
    _knowledge = knowledge
    with multiprocessing.get_context("fork").Pool(workers, _leave_ctrl_c) as pool:
        yield from _in_batches(pool, waiting)


def _in_batches(pool: Pool, articles: Iterator[RawArticle]) -> Iterator[Pair]:
    """One batch is read while the one before is watched."""
    before: tuple[list[RawArticle], AsyncResult[list[Reading | None]]] | None = None
    while True:
        batch = list(islice(articles, _BATCH))
        asked = (batch, pool.map_async(_read, batch, chunksize=_CHUNK)) if batch else None
        if before is not None:
            yield from zip(before[0], before[1].get(), strict=True)
        if asked is None:
            return
        before = asked


def _leave_ctrl_c() -> None:
    """The terminal interrupts every process; who started the workers ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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
