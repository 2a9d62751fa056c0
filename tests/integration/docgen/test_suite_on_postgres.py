"""Documents on PostgreSQL and S3."""

from tests.support.docgen_suite.documents import *  # noqa: F403
