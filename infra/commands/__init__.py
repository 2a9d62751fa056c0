"""Sub-commands of `zhiping`; each module has `app`, which infra/cli.py registers under the module's name."""
