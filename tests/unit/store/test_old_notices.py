"""Notices as earlier versions kept them."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.records import Notice
from monitor.store.crawl_json import notice_form, notice_from_fields
from monitor.store.fields import fields_of

NOTICE = Notice("quay", "canary", healed=False, since=datetime(2026, 3, 9, 6, 10, tzinfo=UTC), detail="no crane")


def test_a_notice_that_was_kept_without_an_address_has_none():
    """Notices were of sources alone once."""
    form = notice_form(NOTICE)
    del form["url"]

    assert notice_from_fields(fields_of(form, "a notice")) == NOTICE
