"""A year on the real stack with its door, of which the test's browsers play parts and a program the rest.

`opened(stack, folder)` gives a `RealYear`: five services and the door as processes, every wire to broker and databases
in the test's hand, and a player that goes on with the year to whatever moment a test names.
"""

from tests.support.real_year.opened import RealYear, opened

__all__ = ["RealYear", "opened"]
