"""What the demo's desk says to alerts: about stories that tell something, after they do."""

from monitor.demo.sayings import read_sayings
from monitor.demo.story_files import read_editions

STORIES = {story.story_id: story for edition in read_editions() for story in edition.stories}


def test_each_saying_is_about_a_story_that_tells_something_and_comes_later() -> None:
    """Nobody takes in hand what was not told, or not told yet."""
    sayings = read_sayings()

    assert sayings
    for saying in sayings:
        story = STORIES[saying.story_id]
        assert story.versions[0].expect
        assert saying.at > story.published_at
        assert saying.owner
        assert saying.note
