"""A newsroom monitor: reads feeds, keeps typed claims, alerts when a date or a figure changes."""

__version__ = "0.1.0"
