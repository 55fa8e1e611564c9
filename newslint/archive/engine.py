"""The reduce's engine on Spark: rows are an RDD, what is shared a broadcast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from newslint.relations import Rows

if TYPE_CHECKING:
    from pyspark import Broadcast, SparkContext
    from pyspark.rdd import RDD

_T = TypeVar("_T")
_U = TypeVar("_U")


class SparkRows(Rows[_T]):
    """Rows that Spark has spread over workers."""

    def __init__(self, rdd: RDD[Any], parts: int) -> None:
        """`parts` are how many there are of what is sent from worker to worker."""
        self.rdd = rdd
        self.parts = parts

    def flat(self, make: Callable[[Iterator[Any]], Iterable[_U]]) -> SparkRows[_U]:
        """Return what a function makes of the rows of each part."""
        return self._of(self.rdd.mapPartitions(lambda rows: iter(make(rows))))

    def added(self, add: Callable[[Any, Any], Any]) -> SparkRows[tuple[Any, Any]]:
        """Return each key of pairs once, what belongs to it added up before it is sent."""
        return self._of(self.rdd.reduceByKey(add, self.parts))

    def grouped(self) -> SparkRows[tuple[Any, list[Any]]]:
        """Return each key of pairs once, with all that belongs to it."""
        return self._of(self.rdd.groupByKey(self.parts).mapValues(list))

    def beside(self, other: Any) -> SparkRows[tuple[Any, tuple[list[Any], list[Any]]]]:
        """Return each key of two collections of pairs, with what belongs to it in either."""
        # What is placed already stays where it is.
        one, two = (rows.rdd.partitionBy(self.parts) for rows in (self, other))
        both = one.cogroup(two, self.parts)
        return self._of(both.mapValues(lambda rows: (list(rows[0]), list(rows[1]))))

    def plus(self, other: Any) -> SparkRows[Any]:
        """Return the rows of both."""
        return self._of(self.rdd.union(other.rdd))

    def kept(self) -> SparkRows[_T]:
        """Return the same rows, held in memory or on the workers' disks once they are made."""
        from pyspark import StorageLevel

        return self._of(self.rdd.persist(StorageLevel.MEMORY_AND_DISK))

    def placed(self) -> SparkRows[_T]:
        """Return the same pairs where their keys belong, held there."""
        return self._of(self.rdd.partitionBy(self.parts)).kept()

    def all(self) -> list[_T]:
        """Return the rows, few as they are."""
        return list(self.rdd.collect())

    def _of(self, rdd: RDD[Any]) -> SparkRows[Any]:
        return SparkRows(rdd, self.parts)


class SparkEngine:
    """What runs the reduce on Spark."""

    def __init__(self, context: SparkContext) -> None:
        self._context = context

    def shared(self, value: _T) -> Callable[[], _T]:
        """Return what returns a value in every process, sent to each machine once."""
        return _Shared(self._context.broadcast(value), value)


def rdd_of(rows: Rows[Any]) -> RDD[Any]:
    """Return what Spark calls rows that it has spread."""
    assert isinstance(rows, SparkRows)  # noqa: S101  # no other engine's are here
    return rows.rdd


class _Shared(Generic[_T]):
    """A broadcast: sent along with what asks for it, it is no more than its number.

    Spark lets go of what the next task of a worker does not ask for. To make it again costs more
    than to hold the last few.
    """

    def __init__(self, broadcast: Broadcast[Any], value: _T) -> None:
        self._broadcast = broadcast
        self._name = f"{broadcast._jbroadcast.id()}"  # noqa: SLF001  # it has no other name
        self._own = [value]
        """The value, in the process that has made it."""

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_own": []}

    def __call__(self) -> _T:
        if self._own:
            return self._own[0]
        if self._name not in _HELD:
            while len(_HELD) >= _MOST:
                del _HELD[next(iter(_HELD))]
            _HELD[self._name] = self._broadcast.value
        value: _T = _HELD[self._name]
        return value


_HELD: dict[str, Any] = {}
"""What a process was sent, by the numbers of the broadcasts: those of one session, as it is one's."""
_MOST = 8
"""How many are held."""
