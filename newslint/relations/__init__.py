"""The reduce over an archive that one process cannot hold, in parts, on any engine.

The rules that look across posts are the very same as in a run over one site. Each check's relation
says what its findings depend on (see `newslint.relation`): sums over all files, posts that share a
key, posts that are alike. Here these are gathered by joins and aggregations on the Facts, and each
check is asked over parts in which all is together that it depends on.
"""

from newslint.relations.engine import Engine, Rows
from newslint.relations.reduce import reduce
from newslint.relations.task import Filed, Found, Setting, Task, unrelated

__all__ = ["Engine", "Filed", "Found", "Rows", "Setting", "Task", "reduce", "unrelated"]
