"""What must be sent when, computed from pack and event log by somebody who has not seen the service; and such logs."""
