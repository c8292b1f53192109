"""Relative clauses, parts and wholes, places named before, and what is no event; published on 12 March 2031."""

import pytest
from vardania import claims_of, table

RELATIVES = [  # what begins or ends in a clause about the noun before it
    (
        "ar",
        "الانسحاب من كورسا، الذي كان من المقرر أن يبدأ في شباط 2031، أرجئ.",
        ["withdrawal_begin korsa in 2031-02-01..28 postponed"],
    ),
]

PARTS = [  # parts, the rest of a counted whole, numbers of all, and cuts where the counted are
    (
        "en",
        "About 100 of the 200 Compact soldiers in Korsa will go by May 2031 and the rest in June 2031.",
        [
            "troops_leaving korsa ~100 planned",
            "troops_present korsa 200 occurred",
            "drawdown korsa by 2031-05-01..31 planned",
            "withdrawal_complete korsa in 2031-06-01..30 planned",
        ],
    ),
    (
        "ar",
        "سينخفض عدد جنود الميثاق في كورسا من 350 إلى 200 جندي في أيار 2031، وسيتراجع إلى 100 في حزيران 2031.",
        [
            "troops_present korsa 350 occurred",
            "troops_remaining korsa 200 planned",
            "drawdown korsa in 2031-05-01..31 planned",
            "troops_remaining korsa 100 occurred",
            "drawdown korsa in 2031-06-01..30 planned",
        ],
    ),
    ("ckb", "دوای کشانەوەکە 600 سەربازی پەیمان لە کۆرسا دەمێننەوە.", ["troops_remaining korsa 600 planned"]),
    (
        "ar",
        "يغادر 200 من بين 900 جندي من قوات الميثاق كورسا.",
        ["troops_leaving korsa 200 occurred", "troops_present korsa 900 occurred"],
    ),
    ("ar", "ما زال 900 جندي من قوات الميثاق في كورسا.", ["troops_present korsa 900 occurred"]),
    (
        "en",
        "Fewer than 300 Compact advisers would be left in Korsa by August 2031.",
        ["troops_remaining korsa ..300 planned", "drawdown korsa by 2031-08-01..31 planned"],
    ),
    (
        "en",
        "Compact troops were in Korsa. Another 250 Compact soldiers are to be flown to Lumia on 5 May 2031.",
        ["troops_leaving korsa 250 planned", "drawdown korsa in 2031-05-05 planned"],
    ),
]

NO_FORCE = [  # people of a city, lorries that stay; a convoy that goes
    ("en", "Some 1.5 million people live in Korsa, where Compact troops are based.", []),
    ("en", "A convoy of 40 vehicles of the Compact has left Korsa.", ["troops_leaving korsa 40 occurred"]),
    ("en", "The Compact has 40 vehicles in Korsa.", []),
]

WHERE = [  # where the last were, reasons, words for a place named before, the country
    (
        "en",
        "Compact troops were in Tal Shirin. The last Compact soldiers had gone on Tuesday.",
        ["withdrawal_complete tal_shirin in 2031-03-11 occurred"],
    ),
    (
        "en",
        "Some 250 Compact soldiers stay in Korsa because of developments in Lumia.",
        ["troops_remaining korsa ~250 occurred"],
    ),
    (
        "en",
        "Compact troops were in Korsa province. They met in Tal Shirin. 300 Compact soldiers stay in the province.",
        ["troops_remaining korsa 300 occurred"],
    ),
    (
        "ar",
        "تحدث الضابط في كورسا، وقال إن قوات الميثاق ستغادر البلاد في أيار 2031.",
        ["withdrawal_complete vardania in 2031-05-01..31 planned"],
    ),
    (
        "ar",
        "كشف مصدر، اليوم الأربعاء، عن مغادرة آخر دفعة من جنود الميثاق كورسا.",
        ["withdrawal_complete korsa in 2031-03-12 occurred"],
    ),
    (
        "ar",
        "تسلمت الشرطة كورسا من قوات الميثاق في شباط 2031، وهي تدير اليوم المدينة.",
        ["withdrawal_complete korsa in 2031-02-01..28 occurred"],
    ),
]

GUARDED = [  # what a rule must not take: plans, other lands, other things beside a count, ends of sentences
    (
        "en",
        "Compact troops are due to leave Lumia by May 2031.",
        ["withdrawal_complete lumia by 2031-05-01..31 planned"],
    ),
    (
        "en",
        "Compact troops in Lumia left the country on 5 March 2031.",
        ["withdrawal_complete lumia in 2031-03-05 occurred"],
    ),
    ("en", "Some 400 Compact soldiers are in Korsa, against 60 vehicles.", ["troops_present korsa ~400 occurred"]),
    ("en", "The 40 Compact vehicles and 300 soldiers left Korsa.", ["troops_leaving korsa 300 occurred"]),
    (
        "en",
        "Compact troops leave Korsa under plan B. Nordic troops stay until July 2031.",
        ["withdrawal_complete korsa in 2031-07-01..31 planned of nordic"],
    ),
]

NO_EVENT = [  # plans, pacts undone, other things that last
    (
        "en",
        "The Compact mission could be gone by the end of 2032, its head said on Wednesday.",
        ["withdrawal_complete vardania by 2032-12-01..31 uncertain"],
    ),
    ("en", "The truce between the clans is due to last until July 2031.", []),
    ("en", "Vardania announced on Monday that it was scrapping the pact with the Compact.", []),
    (
        "en",
        "The U.N. envoy said Compact troops would leave Korsa in May 2031.",
        ["withdrawal_complete korsa in 2031-05-01..31 planned"],
    ),
    (
        "en",
        "A plan for winding up the Compact mission is ready and could be made public, officials said on Tuesday.",
        [],
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), [*RELATIVES, *PARTS, *NO_FORCE, *WHERE, *GUARDED, *NO_EVENT])
def test_construction(lang, text, expected):
    """A construction makes the claims that a careful reader takes from it, and no others."""
    assert sorted(expected) == sorted(table(text, lang))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "باسم هەڵدەن، وتەبێژی حکومەت، ئەمڕۆ ڕایگەیاند، هێزەکانی پەیمان لە ئایاردا کۆرسا بەجێدەهێڵن.",
            "وتەبێژی حکومەت",
        ),
        ("سەرچاوەیەکی سەربازی بە ڕووداوی گوت، هێزەکانی پەیمان لە ئایاری 2031 کۆرسا بەجێدەهێڵن.", "سەرچاوەیەکی سەربازی"),
    ],
)
def test_sorani_speaker(text, speaker):
    """Who speaks stands before the day, and before those who were told."""
    assert [speaker] == [claim.speaker for claim in claims_of(text, "ckb")]
