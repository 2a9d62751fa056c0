"""The whole service on PostgreSQL."""

from tests.support.audit_suite.amending import *  # noqa: F403
from tests.support.audit_suite.announcing import *  # noqa: F403
from tests.support.audit_suite.answering import *  # noqa: F403
from tests.support.audit_suite.charging import *  # noqa: F403
from tests.support.audit_suite.deciding import *  # noqa: F403
from tests.support.audit_suite.door import *  # noqa: F403
from tests.support.audit_suite.following import *  # noqa: F403
from tests.support.audit_suite.handing_over import *  # noqa: F403
from tests.support.audit_suite.judging import *  # noqa: F403
from tests.support.audit_suite.moving import *  # noqa: F403
from tests.support.audit_suite.refusing import *  # noqa: F403
from tests.support.audit_suite.reporting import *  # noqa: F403
from tests.support.audit_suite.returning import *  # noqa: F403
from tests.support.audit_suite.timing import *  # noqa: F403
