"""The audit trail: appended to, chained, verified."""
