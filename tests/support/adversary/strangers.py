"""Somebody with the right role from another house: what is not his is not done, and he cannot tell that it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shared.kernel.caller import Caller
from shared.kernel.errors import Kind, ZhipingError, forbidden

EVERYWHERE = frozenset({"operator", "supervisor", "publisher"})
"""Roles that belong to no house."""
NOBODYS = {
    "register_person": "everybody registers himself",
    "start_declaration": "everybody declares for himself",
    "get_amendment": "what a notice changed is public; of people it tells numbers only",
    "get_quotas": "what a notice numbers; of units those below the caller's own house",
    "get_preferences": "everybody reads his own wishes",
    "set_preferences": "everybody has wishes and addresses of his own",
    "check_posts": "the computation for the caller's own house",
    "approve_stages": "refused row by row, with nothing but the answer kept (tests/suites/audit/test_batches.py)",
    "return_declarations": "refused row by row likewise",
    "count_inbox": "figures of the caller's own house",
    "set_absence": "every clerk says when he is not there",
    "count_deadlines": "figures of the caller's own register",
    "count_messages": "figures of the caller's own inbox",
    "make_calendar_link": "everybody makes links to his own calendar",
}
"""Methods that answer anybody with the role, and why."""
ABSENT = "00000000-0000-7000-8000-00000000dead"
OBJECTS = ("declaration_id", "objection_id", "person_id", "document_id", "message_id", "link_id")
"""What must not be known to exist; committees, sessions, posted lists and certificates are public."""


def stranger(caller: Caller) -> Caller | None:
    """The same roles elsewhere; None for those who belong everywhere."""
    if caller.roles & EVERYWHERE:
        return None
    house = None if caller.organisation_id is None else "another-house"
    return Caller("another-person", "外人", house, caller.roles, "159999")


def refuse_empty(answer: Any) -> Any:
    """A list in which nothing is shown is a refusal."""
    if isinstance(answer, dict) and answer.get("items") == [] and answer.get("total") in (0, None):
        raise forbidden("role_not_allowed", method="")
    return answer


def refuse_undone(answer: Any) -> Any:
    """A batch of which nothing is done is refused as its first row is."""
    if isinstance(answer, dict) and answer.get("decided") == 0:
        why = answer["rows"][0]["refusal"]
        raise ZhipingError(why["slug"], Kind(why["kind"]), path=why["path"], clause=why["clause"])
    return answer


def absent(params: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same request about an object that is not there."""
    for name in OBJECTS:
        if isinstance(params.get(name), str) and "session_id" not in params:
            yield params | {name: ABSENT}
            return


def told(error: ZhipingError) -> tuple[Any, ...]:
    """What a stranger can tell apart."""
    return error.slug, error.kind, error.path, error.clause
