"""The crash harness: a daemon that is killed hundreds of times, and the judgement of what arrived.

``python -m crash`` runs it whole (``make crash``); ``tests/acceptance/test_crash_daemon.py`` runs its short form.
"""
