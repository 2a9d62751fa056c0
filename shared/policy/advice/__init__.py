"""What would change the answer: for a verdict that is not `eligible`, the smallest changes of facts, each one tried.

    verdict = evaluate(pack, plan, facts, day)
    growth = growth_of(pack, plan, profile=profile, unit=unit, at=day)   # None: no days are told
    answer = remedies_for(verdict, pack, plan, facts, growth)
    answer.rules        # per failing rule: every complete alternative, nearest first
    answer.paths        # per way to qualify: all that is to change on it, nearest first; answer.nearest names one

`demands` reads a condition as alternatives of single demands; `fitting` (`ranges`, `lists`) finds the nearest value
that meets the demands on one fact, `solving` those of several facts at once; `pathways` searches the fewest changes
that open a path. `movement` says how each fact can change (data/fact_changes.yaml). Nothing is given that was not
evaluated: the conditions themselves are asked again with the changes applied. Not run at submission; it costs many
verdicts.
"""
