"""Runs close upon each other and the pace that Slack asks for."""

from __future__ import annotations

from newsroom import slack_channel
from slack_server import running_slack
from workshop_made import departure_page


def publish_some(newsroom, year, count):
    """So many articles, each with a date of its own."""
    for number in range(count):
        page = departure_page(f"by March {year + number}", f"Wardens stay {year + number} in Rivertown")
        newsroom.publish(f"s{year + number}", page)


def test_batch_at_the_heels_of_another_is_turned_away_by_nobody(newsroom, tmp_path):
    """The second run begins with the burst that the first one used up, and waits for its turn."""
    with running_slack() as slack:
        newsroom.configure(slack_channel(tmp_path, slack.url))
        newsroom.run("batch")
        for year in (2041, 2051):
            publish_some(newsroom, year, 4)
            newsroom.let_time_pass()
            newsroom.run("batch")

    assert [200] * 8 == [arrival.status for arrival in slack.arrivals]
