"""Where things are in the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
TEST_RUN = "ZHIPING_TEST_RUN"
"""Environment variable with the folder in which the groups of one `make test` share what is made once."""
