"""Tools over packs, for those who write them: check, dry-run, coverage. Pure; the command line is a thin shell.

inspect(pack)                     what the loader does not refuse but should not be published: `inspection`
judge_lines(pack, lines, at)      who would qualify for what: `dryrun`
account(packs)                    clause -> rule or feature -> tests: `coverage`

Two notices are compared by meaning in `shared.policy.diff`: the declaration service needs it for amendments.
"""
