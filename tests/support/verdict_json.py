"""A verdict as JSON, for tests that compare whole verdicts."""

from shared.wire.plain import plain

RULE = ("rule_id", "topic", "clause", "source", "verified", "effect", "outcome", "message", "evidence", "waived_by")
PATH = ("path_id", "name", "kind", "clause", "outcome", "right")


def verdict_json(verdict):
    """Every part of it, remedies included."""
    return {
        "outcome": verdict.outcome,
        "plan_id": verdict.plan_id,
        "at": verdict.at.isoformat(),
        "pack_digest": verdict.pack_digest,
        "rules": [rule_json(rule) for rule in verdict.rules],
        "path": verdict.path and path_json(verdict.path),
        "paths": [path_json(path) for path in verdict.paths],
        "route": verdict.route_id,
        "remedies": verdict.remedies and remedies_json(verdict.remedies),
    }


def rule_json(rule):
    """One rule, judged; who may settle it while it is open."""
    written = {name: getattr(rule, name) for name in RULE} | {"missing": list(rule.missing)}
    until = rule.settled_until.isoformat() if rule.settled_until else None
    written["settled_by"], written["settled_until"] = (rule.settled_by, until) if rule.leaves_open else (None, None)
    return written | {"cut_off": rule.cut_off and plain(rule.cut_off)}


def path_json(path):
    """One way to qualify."""
    written = {name: getattr(path, name) for name in PATH}
    return written | {"waives": list(path.waives), "rules": [rule_json(rule) for rule in path.rules]}


def remedies_json(remedies):
    """What would change the answer."""
    return {
        "rules": [plain(rule) for rule in remedies.rules],
        "paths": [plain(path) for path in remedies.paths],
        "nearest": remedies.nearest and remedies.nearest.path_id,
    }
