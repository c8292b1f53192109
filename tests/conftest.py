"""What holds for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# No example is timed: speed is measured in benchmarks/. An automatic run tries the same examples each time, so that it
# fails for what was changed and not by chance; a developer's run tries new ones.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")
