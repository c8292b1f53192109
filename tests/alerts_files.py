"""A whole alerts.toml for tests, with every table and key, beside the channels and the topic of config_files."""

from __future__ import annotations

WHOLE = """
[[people]]
name = "sara"
lang = "ar"
by = [
  { channel = "desk-mail", address = "sara@desk.example" },
  { channel = "desk-slack", address = "U0SARA" },
  { channel = "desk-hook" },
  { channel = "spare" },
]
quiet = "nights"

[[routes]]
name = "big-slips"
to = ["sara"]
goes_on = true

[routes.match]
topics = ["bridge-closing"]
frames = ["closing"]
kinds = ["changed", "source_reversed"]
places = ["rivertown", "other:north-gate"]
langs = ["en", "ckb"]
outlets = ["gazette.example"]
tiers = [1, 2]
later_days = 30
earlier_days = 7
percent = 10
count = 500.5

[[routes]]
name = "desk"
to = ["console", "desk-slack"]
group = { by = "key", wait_seconds = 30, interval_seconds = 600 }
digest = "evening"
quiet = "nights"
rate = { messages = 20, minutes = 10 }

[[routes.routes]]
name = "urgent"
match = { kinds = ["source_reversed"] }
digest = ""
quiet = ""

[[routes.routes]]
name = "narrower"
to = ["desk-mail"]
match = { kinds = ["refined"] }
group = { by = "topic" }
digest = "hourly"
rate = { messages = 1, minutes = 0.5 }

[[routes.routes.routes]]
name = "narrower-north"
match = { places = ["other:north-gate"] }

[system]
to = ["desk-mail", "technician"]
group = { by = "everything", wait_seconds = 120 }
rate = { messages = 5, minutes = 60 }

[[system.routes]]
name = "letters"
match = { ailments = ["dead_letters", "undelivered"] }
to = ["desk-hook"]
goes_on = true

[[quiet]]
name = "nights"
from = "23:00"
until = "07:30"
zone = "Europe/London"
days = ["fri", "sat"]
passing = ["changed", "denied"]
passing_ailments = ["network"]

[[digests]]
name = "evening"
every = "day"
at = "18:00"
zone = "Africa/Cairo"

[[digests]]
name = "hourly"
every = "hour"
at = ":05"

[[inhibit]]
name = "contradiction"
loud = { kinds = ["changed"] }
muted = { kinds = ["lead_moved"], places = ["rivertown"] }
equal = ["key", "value"]
hours = 12

[publish]
enabled = true
folder = "public"
languages = ["en", "ar"]
entries = 50
title = "The bridge"
link = "https://desk.example/alerts"

[heartbeat]
url = { env = "HEARTBEAT" }
every_minutes = 10
daily_at = "09:00"
zone = "Asia/Baghdad"
"""
