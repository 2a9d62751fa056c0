"""The demonstration: one notice from publication to certificates, with made-up people, on a virtual clock.

`world` makes the people and organisations from a seed, `steps` play the year through RPC alone, `summary` counts what
came of it, `story` tells it and hands over the papers. The same code runs in one process (embedded bus) and against a
stack of separate services.
"""
