"""Tools over packs, for those who write them: check, diff, dry-run, coverage. Pure; the command line is a thin shell.

inspect(pack)                     what the loader does not refuse but should not be published: `tools.inspection`
compare(old, new)                 two notices by meaning: `tools.diff`
judge_lines(pack, lines, at)      who would qualify for what: `tools.dryrun`
coverage()                        clause -> rule or feature -> tests: `tools.coverage`
"""
