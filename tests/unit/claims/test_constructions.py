"""Constructions that lead a reader astray, each with what it says, published on 12 March 2031."""

import pytest
from vardania import claims_of, table

DEADLINES = [  # a time that runs from the day on which it was set, or from the reader's own day
    (
        "en",
        "Officials announced on 3 February 2031 that the Compact mission in Vardania would end within twelve months.",
        ["mission_end vardania by ~2032-02-03 planned"],
    ),
    (
        "en",
        "The sides agreed on 3 March 2031 that the Compact mission in Vardania ends within the coming twelve months.",
        ["agreement vardania in 2031-03-03 occurred", "mission_end vardania by ~2032-03-12 planned"],
    ),
    (
        "ar",
        "أعلن الجانبان في 3 شباط 2031 أن مهمة قوات الميثاق في فاردانيا ستنتهي خلال 12 شهرا.",
        ["mission_end vardania by ~2032-02-03 planned"],
    ),
    (
        "en",
        "Compact soldiers will leave Korsa in May 2031. Those at Tal Shirin will be gone by then.",
        [
            "withdrawal_complete korsa in 2031-05-01..31 planned",
            "withdrawal_complete tal_shirin by 2031-05-01..31 planned",
        ],
    ),
    (
        "ar",
        "تغادر قوات الميثاق كورسا في أيار 2031، على أن تغادر تل شيرين بحلول الموعد ذاته.",
        [
            "withdrawal_complete korsa in 2031-05-01..31 planned",
            "withdrawal_complete tal_shirin by 2031-05-01..31 planned",
        ],
    ),
    (
        "ckb",
        "هێزەکانی پەیمان لە ئایاری 2031 کۆرسا بەجێدەهێڵن و تا ئەو کاتە لە تەل شیرین دەمێننەوە.",
        [
            "withdrawal_complete korsa in 2031-05-01..31 planned",
            "withdrawal_complete tal_shirin by 2031-05-01..31 planned",
        ],
    ),
]

RECALLED = [  # what somebody said before, be it of what is to come; an agreement that is signed on the day itself
    (
        "en",
        "The ministry had previously said that Compact forces would leave Vardania by June 2032.",
        ["withdrawal_complete vardania by 2032-06-01..30 planned background"],
    ),
    (
        "ar",
        "سبق أن أعلنت الوزارة أن قوات الميثاق ستغادر فاردانيا بحلول حزيران 2032.",
        ["withdrawal_complete vardania by 2032-06-01..30 planned background"],
    ),
    (
        "en",
        "An agreement on the withdrawal of Compact forces from Vardania will be signed on 12 March, the ministry said.",
        ["agreement vardania in 2031-03-12 planned"],
    ),
    (
        "en",
        "An agreement on the withdrawal of Compact forces from Vardania was signed on 12 March, the ministry said.",
        ["agreement vardania in 2031-03-12 occurred"],
    ),
]

SAID_LONG_AGO = [  # what somebody had said months before is recalled; what they had said the other day is news
    (
        "en",
        "The ministry had said in January that Compact forces would leave Vardania by June 2032.",
        ["withdrawal_complete vardania by 2032-06-01..30 planned background"],
    ),
    (
        "en",
        "The ministry had told the agency on Monday that Compact forces would leave Vardania by June 2032.",
        ["withdrawal_complete vardania by 2032-06-01..30 planned"],
    ),
    (
        "en",
        "The ministry said in January that Compact forces would leave Vardania by June 2032.",
        ["withdrawal_complete vardania by 2032-06-01..30 planned"],
    ),
    (
        "ar",
        "كانت الوزارة قد أعلنت في كانون الثاني أن قوات الميثاق ستغادر فاردانيا بحلول حزيران 2032.",
        ["withdrawal_complete vardania by 2032-06-01..30 planned background"],
    ),
]

NEGATED = [  # what will not be at the time that is named, and what only looks so
    (
        "en",
        "Compact forces will not leave Vardania in June 2032, the ministry said.",
        ["withdrawal_complete vardania in 2032-06-01..30 denied"],
    ),
    (
        "ar",
        "لن تغادر قوات الميثاق فاردانيا في حزيران 2032، قالت الوزارة.",
        ["withdrawal_complete vardania in 2032-06-01..30 denied"],
    ),
    (
        "en",
        "The end of the Compact's mission in Vardania, planned for June 2032, has been postponed.",
        ["mission_end vardania in 2032-06-01..30 postponed"],
    ),
]

THE_REST = [  # the rest are nowhere that was named before them; a list without a verb
    (
        "en",
        "Korsa and the camp at Tal Shirin in May 2031, the rest in June 2032, a Compact officer said.",
        [
            "withdrawal_complete korsa in 2031-05-01..31 planned",
            "withdrawal_complete tal_shirin in 2031-05-01..31 planned",
            "withdrawal_complete vardania in 2032-06-01..30 planned",
        ],
    ),
    (
        "ar",
        "تخرج قوات الميثاق من كورسا في أيار 2031، والبقية في حزيران 2032.",
        [
            "withdrawal_complete korsa in 2031-05-01..31 planned",
            "withdrawal_complete vardania in 2032-06-01..30 planned",
        ],
    ),
    (
        "ar",
        "ستغادر قوات الميثاق كورسا بحلول أيلول 2031، والبقية بعد عام.",
        ["withdrawal_complete korsa by 2031-09-01..30 planned", "withdrawal_complete vardania in ~2032-03-12 planned"],
    ),
]

PLACES = [  # places of speech, datelines, inclusions, places where a destination lies, figures across a border
    (
        "en",
        "The general announced in Korsa on Monday that Compact troops would leave Vardania by June 2031.",
        ["withdrawal_complete vardania by 2031-06-01..30 planned"],
    ),
    (
        "en",
        "KORSA (Northern Wire) - Compact troops will leave Vardania in June 2031.",
        ["withdrawal_complete vardania in 2031-06-01..30 planned"],
    ),
    (
        "en",
        "Compact troops will leave all of Vardania, including Korsa, by June 2031.",
        ["withdrawal_complete vardania by 2031-06-01..30 planned"],
    ),
    (
        "ar",
        "غادرت قوات الميثاق فاردانيا كلها، بما فيها كورسا، في شباط الماضي.",
        ["withdrawal_complete vardania in 2031-02-01..28 occurred"],
    ),
    (
        "en",
        "Compact troops left Korsa for the base at Dunmore in Lumia on Monday.",
        ["withdrawal_complete korsa in 2031-03-10 occurred"],
    ),
    (
        "en",
        "There are 2,400 Compact soldiers in Vardania and 900 across the border in Lumia.",
        ["troops_present lumia 900 occurred", "troops_present vardania 2400 occurred"],
    ),
    (
        "ar",
        "أوضح المصدر أن إخلاء تل شيرين جرى ليل أمس.",
        ["withdrawal_complete tal_shirin in 2031-03-11 occurred"],
    ),
]

COUNTED = [  # presence told in passing, asides that count, parts of others who are counted
    (
        "en",
        "The 30 Compact soldiers stationed at Korsa will leave in May 2031.",
        ["drawdown korsa in 2031-05-01..31 planned", "troops_leaving korsa 30 planned"],
    ),
    ("ar", "سيتوجه جنود الميثاق الثلاثون المنتشرون في كورسا إلى لوميا.", ["troops_leaving korsa 30 planned"]),
    (
        "en",
        "300 of the 1,200 Compact troops stationed at Korsa have left.",
        ["troops_leaving korsa 300 occurred", "troops_present korsa 1200 occurred"],
    ),
]

ANNOUNCED = [  # the day of an announcement, and agreements that are none
    (
        "en",
        "The president is expected to announce the withdrawal of Compact troops on Friday.",
        ["agreement vardania in 2031-03-14 planned"],
    ),
    (
        "en",
        "The president said that Compact troops would withdraw on Friday.",
        ["withdrawal_complete vardania in 2031-03-14 planned"],
    ),
    ("en", "There is no deal yet, and the end of the Compact mission is still open, ministers said this week.", []),
    ("ar", "لا اتفاق حتى الآن على إنهاء مهمة الميثاق، وستعقد قمة هذا الأسبوع.", []),
    ("en", "On Monday Vardania and Concordia agreed to begin talks on the Compact's withdrawal.", []),
]

WORDS = [  # flying out, none left, first parties, schedules, parts of all, accusatives
    (
        "en",
        "Some 300 Compact soldiers were flown out of Korsa on Monday.",
        ["drawdown korsa in 2031-03-10 occurred", "troops_leaving korsa ~300 occurred"],
    ),
    (
        "en",
        "By the end of next month there will be no Compact troops at Korsa.",
        ["withdrawal_complete korsa by 2031-04-21..30 planned"],
    ),
    (
        "en",
        "The two sides are to sign a withdrawal timetable for the Compact within a month.",
        ["agreement vardania by ~2031-04-12 planned"],
    ),
    (
        "en",
        "Few of the 2,400 Compact soldiers in Vardania are expected to go.",
        ["troops_present vardania 2400 occurred"],
    ),
    (
        "ar",
        "غادر 180 جنديا من الميثاق كورسا أمس.",
        ["drawdown korsa in 2031-03-11 occurred", "troops_leaving korsa 180 occurred"],
    ),
    (
        "ar",
        "عدد جنود الميثاق في فاردانيا لا يتعدى اليوم 900 جندي.",
        ["troops_present vardania ..900 occurred"],
    ),
]

OTHERS = [  # look-alikes own their relative clauses; a year of a conference dates nothing that is told at it
    ("ar", "ورحبت بعثة الإغاثة التي تنتهي ولايتها في حزيران 2031 بالقرار.", []),
    (
        "ar",
        "قال القائد في مؤتمر عن أعمال 2030 إن قوات الميثاق غادرت كورسا.",
        ["withdrawal_complete korsa by ~2031-03-12 occurred"],
    ),
]


SORANI = [  # "in this month" as it is spoken, "to be somewhere" until a day
    ("ckb", "هێزەکانی پەیمان لەم مانگەدا کۆرسا بەجێدەهێڵن.", ["withdrawal_complete korsa in 2031-03-01..31 planned"]),
    (
        "ckb",
        "هێزەکانی پەیمان تا مانگی حوزەیران لە کۆرسا دەبن.",
        ["withdrawal_complete korsa by 2031-06-01..30 planned"],
    ),
]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        *SORANI,
        *DEADLINES,
        *RECALLED,
        *SAID_LONG_AGO,
        *NEGATED,
        *THE_REST,
        *PLACES,
        *COUNTED,
        *ANNOUNCED,
        *WORDS,
        *OTHERS,
    ],
)
def test_construction(lang, text, expected):
    """A construction makes the claims that a careful reader takes from it, and no others."""
    assert sorted(expected) == sorted(table(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("ar", "سمير الخطيب: قوات الميثاق تغادر كورسا في حزيران 2031", "سمير الخطيب"),
        ("en", "Mira Halden: Compact troops leave Korsa in June 2031", "Mira Halden"),
        ("en", "New details here: Compact troops leave Korsa in June 2031", None),
        (
            "en",
            "Mira Halden, the envoy in Korsa, said Compact troops would leave Vardania in June 2031.",
            "Mira Halden",
        ),
        ("ckb", "کارلۆ هەڵدەن کە پێشتر وەزیر بوو، پێی وایە کۆرسا لە ئەیلوولی 2031 چۆڵ دەکرێت.", "کارلۆ هەڵدەن"),
        ("ar", "يرى الوزير أن قوات الميثاق تغادر كورسا في حزيران 2031", "الوزير"),
    ],
)
def test_speaker(lang, text, speaker):
    """A name before a colon speaks, other words before one do not; verbs of saying in the present count."""
    assert [speaker] == [claim.speaker for claim in claims_of(text, lang)]


def test_two_voices_keep_two_days():
    """Whoever is named apart may contradict: neither day of one event goes under."""
    told = "The ministry announced on Monday that Compact troops had left Korsa."
    text = f"{told} The governor said they left Korsa on 2 March."

    days = {claim.value_text for claim in claims_of(text, "en")}

    assert {"on Monday", "on 2 March"} == days


def test_an_airbase_is_a_base():
    """A base may be told again by a shorter word for it."""
    text = "Compact troops used Tal Shirin airbase. Ministers met in Korsa. The base will be handed over in May 2031."

    assert ["withdrawal_complete tal_shirin in 2031-05-01..31 planned"] == table(text, "en")


def test_the_base_is_the_base():
    """A base told again is the place named last as one, not the city named after it."""
    text = "Compact troops used the Tal Shirin base. Ministers met in Korsa. The base will be handed over in May 2031."

    assert ["withdrawal_complete tal_shirin in 2031-05-01..31 planned"] == table(text, "en")
