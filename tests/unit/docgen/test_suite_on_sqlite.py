"""Documents on SQLite."""

from tests.support.docgen_suite.documents import *  # noqa: F403
