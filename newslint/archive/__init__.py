"""Archives larger than one machine: the map and the reduce of `check` on Apache Spark.

What lints a post, what the site remembers of it and what looks across posts is the very code of
`check`; this package only hands it rows and writes down what it gives. Spark, Arrow and DuckDB are
the extra `spark`, imported nowhere else.
"""
