"""What the service says of itself beside its RPC tables: the moves of a case, the streams that it follows."""

from pathlib import Path

from services.audit.domain.transitions import CASE
from services.audit.service import AuditService
from shared.contracts.queues import SUBSCRIPTIONS
from shared.messaging import streams_of

README = (Path(__file__).parents[3] / "services/audit/README.md").read_text(encoding="utf-8")


def rows_under(heading):
    """Cells of the table in a section, without its head."""
    section = README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[1:]]


def test_the_readme_shows_every_move_of_a_case():
    moves = {(move, before, after) for (before, move), ends in CASE.table.items() for after in ends}
    assert set(rows_under("Moves of a case")) == {tuple(map(str, move)) for move in moves}


def test_the_service_follows_the_streams_of_the_list():
    followed = {stream.queue_of("audit") for stream in streams_of(AuditService)}
    assert followed == {stream.queue_of("audit") for stream in SUBSCRIPTIONS["audit"]}
