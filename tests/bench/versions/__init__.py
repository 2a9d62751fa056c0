"""`make bench-versions`: the processor time of this version beside that of an earlier commit, in one run.

Either version runs in processes of its own from its own tree (the earlier one is unpacked into a temporary folder),
fills its own SQLite files by its own stories (`tests/support/upgrade`) and does the same work, sample by sample in
turns. What is measured stands in `works`, with what it has to know of the earlier version's names in `doors`; this
package is laid over the other tree, so it uses only what both have.
"""
