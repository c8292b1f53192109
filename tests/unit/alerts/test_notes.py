from __future__ import annotations

from datetime import UTC, datetime

import pytest
from alert_records import BY_DECEMBER, EDITED, MORNING, change, message, said, slip

from monitor.records import Signs

EDIT = "The article was edited since it was first read."
NOW = "This is how it reads now."
UPDATED = "The outlet says that it updated the article"
SLUG = "The address was made for another headline."


@pytest.mark.parametrize(
    ("edit", "signs", "expected"),
    [
        (None, Signs(), ""),
        (EDITED, Signs(), f"{EDIT} {NOW}"),
        (None, Signs(("slug_differs",)), SLUG),
        (None, Signs(("updated_marker",)), ""),
        (None, Signs(("updated_marker",), MORNING), f"{UPDATED} at 09:05 Baghdad time."),
        (EDITED, Signs(("slug_differs",), MORNING), f"{EDIT} {NOW} {UPDATED} at 09:05 Baghdad time. {SLUG}"),
    ],
)
def test_a_note_tells_what_is_known_of_the_articles_edits(edit, signs, expected):
    """That it was read before with other words, when the outlet says it updated it, and an old address."""
    assert expected == message(slip(), edit=edit, signs=signs).note


def test_a_marker_of_another_day_is_told_with_its_day():
    """The hour alone is the hour of the day on which the alert is made, in the newsroom's zone."""
    before_midnight = datetime(2026, 3, 8, 20, 58, tzinfo=UTC)

    noted = message(slip(), signs=Signs(("updated_marker",), before_midnight)).note

    assert f"{UPDATED} on 8 March 2026, 23:58 Baghdad time." == noted


def test_an_article_that_lost_all_it_told_does_not_read_so_now():
    """Where every change is that a claim is gone, the quotes are what stood there, and the note claims nothing else."""
    gone = change("revised", said(BY_DECEMBER, "Gone by December 2026.", "by December 2026"), part="gone")

    assert EDIT == message(gone, edit=EDITED).note
    assert f"{EDIT} {NOW}" == message(gone, slip(), edit=EDITED).note
