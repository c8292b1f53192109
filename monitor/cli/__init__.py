"""The command line: one door of the monitor, each command in the module that its kind of work belongs to."""
