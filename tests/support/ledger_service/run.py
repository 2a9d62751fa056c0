"""`python -m tests.support.ledger_service.run ledger|mirror [rpc|events]`: one service as a process."""

import eventlet

eventlet.monkey_patch()

import sys  # noqa: E402

from shared.messaging.runtime.runner import run_service  # noqa: E402
from tests.support.ledger_service.ledger import LedgerService  # noqa: E402
from tests.support.ledger_service.mirror import MirrorService  # noqa: E402

SERVICES = {"ledger": LedgerService, "mirror": MirrorService}

if __name__ == "__main__":
    run_service(SERVICES[sys.argv[1]], sys.argv[2] if len(sys.argv) > 2 else None)
