"""The whole service on PostgreSQL."""

from tests.support.committee_suite.announcing import *  # noqa: F403
from tests.support.committee_suite.authorising import *  # noqa: F403
from tests.support.committee_suite.cleaning import *  # noqa: F403
from tests.support.committee_suite.concluding import *  # noqa: F403
from tests.support.committee_suite.extending import *  # noqa: F403
from tests.support.committee_suite.grouping import *  # noqa: F403
from tests.support.committee_suite.investigating import *  # noqa: F403
from tests.support.committee_suite.joining import *  # noqa: F403
from tests.support.committee_suite.meeting import *  # noqa: F403
from tests.support.committee_suite.own_papers import *  # noqa: F403
from tests.support.committee_suite.preparing import *  # noqa: F403
from tests.support.committee_suite.recognising import *  # noqa: F403
from tests.support.committee_suite.redating import *  # noqa: F403
from tests.support.committee_suite.scoring import *  # noqa: F403
from tests.support.committee_suite.watching import *  # noqa: F403
from tests.support.committee_suite.withdrawing import *  # noqa: F403
from tests.support.committee_suite.workbooks import *  # noqa: F403
