"""Making things before they are asked for, so that whoever asks need not wait."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """Keeps some things in stock that take long to make; for several threads.

    Args:
        make: makes one; called by a thread of this object's too.
        end: ends one that nobody has asked for.
        stock: how many are made ahead, once the first was asked for.
    """

    def __init__(self, make: Callable[[], T], end: Callable[[T], None], stock: int) -> None:
        self._make, self._end, self._stock = make, end, stock
        self._lock = threading.Lock()
        self._made: deque[Future[T]] = deque()
        self._maker: ThreadPoolExecutor | None = None
        self._closed = False

    def take(self) -> T:
        """Return one from the stock, or a new one; raises what `make` raises."""
        with self._lock:
            made = self._made.popleft() if self._made else None
            self._refill()
        return made.result() if made is not None else self._make()

    def close(self) -> None:
        """End what is in stock; nothing more is made. May be called again."""
        with self._lock:
            self._closed = True
            made, maker = list(self._made), self._maker
            self._made.clear()
            self._maker = None
        if maker is not None:
            maker.shutdown(wait=True, cancel_futures=True)
        for each in made:
            if not each.cancelled() and each.exception() is None:
                self._end(each.result())

    def _refill(self) -> None:
        if self._closed:
            return
        if self._maker is None:
            self._maker = ThreadPoolExecutor(1, "ahead")
        while len(self._made) < self._stock:
            self._made.append(self._maker.submit(self._make))
