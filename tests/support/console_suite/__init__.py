"""The console before services that answer what they once answered: pages are looked at without a bus."""

from tests.support.console_suite.answers import ANSWERS, StoodIn, answer
from tests.support.console_suite.world import Console

__all__ = ["ANSWERS", "Console", "StoodIn", "answer"]
