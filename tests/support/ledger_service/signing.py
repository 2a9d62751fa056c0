"""Keys with which the example services sign their events and believe one another."""

import json

from shared.security.event_signatures import EventSigner


class Signing:
    """What a fleet is told of signatures; `renew` gives the ledger another key and keeps the old public one."""

    def __init__(self):
        self.signers = {name: EventSigner.generate(f"{name}-1") for name in ("ledger", "mirror")}
        self.public = {name: {signer.key_id: signer.public} for name, signer in self.signers.items()}

    def renew(self):
        self.signers["ledger"] = made = EventSigner.generate("ledger-2")
        self.public["ledger"][made.key_id] = made.public

    def of(self, service, mode="enforced"):
        return {
            "ZHIPING_EVENT_SIGNATURES": mode,
            "ZHIPING_EVENT_SIGNING_KEY": self.signers[service].to_json(),
            "ZHIPING_EVENT_KEYS": json.dumps(self.public),
        }
