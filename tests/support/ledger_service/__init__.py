"""Two tiny services for the tests of the bus: `ledger` books entries, `mirror` follows them and counts effects."""
