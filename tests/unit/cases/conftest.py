"""One world per service, as its own suite begins it."""

from tests.unit.audit.conftest import audit_file
from tests.unit.audit.conftest import world as audit
from tests.unit.committee.conftest import migrated, migrated_file
from tests.unit.committee.conftest import world as committee
from tests.unit.declaration.conftest import declaration_file
from tests.unit.declaration.conftest import world as declaration

__all__ = ["audit", "audit_file", "committee", "declaration", "declaration_file", "migrated", "migrated_file"]
