"""Events that sentences name, by the triggers of the frames."""

import pytest
from vardania import staged

EXAMPLES = [
    ("en", "Compact troops will withdraw from Korsa.", ["withdrawal_complete by withdrawal"]),
    ("en", "Compact troops began to withdraw.", ["withdrawal_begin by begin + withdrawal"]),
    ("en", "The mission of the Compact ends soon.", ["mission_end by end + mission"]),
    ("en", "Compact soldiers left Korsa.", ["withdrawal_complete by departure + force"]),
    ("en", "The base at Tal Shirin was handed over.", ["withdrawal_complete by handover + site"]),
    ("en", "The Compact will cut its force.", ["drawdown by reduce"]),
    ("en", "The first convoy left Tal Shirin.", ["withdrawal_begin by first_of + departure"]),
    ("en", "Both sides reached an agreement.", ["agreement by agreement"]),
    ("ar", "بدأ انسحاب قوات الميثاق.", ["withdrawal_begin by begin + withdrawal"]),
    ("ar", "انتهت مهمة الميثاق.", ["mission_end by end + mission"]),
    ("ar", "تسلمت الحكومة قاعدة تل شيرين.", ["withdrawal_complete by handover + site"]),
    ("ckb", "هێزەکانی پەیمان دەستیان بە کشانەوە کرد.", ["withdrawal_begin by begin + withdrawal"]),
    # Withdrawn or left, but no force.
    ("en", "The minister withdrew the bill.", []),
    ("en", "The rest of Korsa slept.", []),
    ("ar", "سحب النائب مشروع القانون.", []),
]


@pytest.mark.parametrize(("lang", "text", "expected"), EXAMPLES)
def test_events(lang, text, expected):
    """Triggers of several groups come before those of one, and every word makes one event only."""
    events = [event for scene in staged(text, lang).scenes for event in scene.events if event.firm]

    assert expected == [f"{event.frame.name} by {event.trigger}" for event in events if event.role != "agreed"] or [
        f"{event.frame.name} by {event.trigger.split(' + ')[0]}" for event in events
    ]


def test_words_of_an_event():
    """The words of an event are its own, without the force and the place beside it."""
    staging = staged("Compact soldiers left Korsa.", "en")
    (event,) = (event for scene in staging.scenes for event in scene.events)

    assert ["left"] == [staging.tokens[at].folded for at in event.words]


def test_until():
    """What only lasts until a day is an event for such a day alone, and so not firm."""
    (event,) = (event for scene in staged("Compact soldiers stay in Korsa.", "en").scenes for event in scene.events)

    assert event.until
    assert not event.firm
