"""Conditions in CEL's syntax over the fact vocabulary: parsed by cel-python, type-checked, compiled once to closures.

The subset: `&& || !`, comparisons of like types, `in` over lists, `+ - *` and unary minus on integers, `size(list)`,
`date("2026-07-10")`, literals (integers, plain texts, true, false, lists of texts). An unknown fact makes a comparison
unknown; `true || unknown` is true and `false && unknown` is false, as in CEL.
"""

from shared.policy.conditions.closures import all_of
from shared.policy.conditions.condition import Condition, compile_condition
from shared.policy.conditions.errors import ConditionError

__all__ = ["Condition", "ConditionError", "all_of", "compile_condition"]
