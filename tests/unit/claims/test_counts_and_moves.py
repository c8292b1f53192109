"""Counts beside other counts, cuts, days that move, and places that are only gone to; published on 12 March 2031."""

import pytest
from vardania import table

COMPARED = [  # numbers of one reduction, numbers compared, listed, or of those spoken of
    (
        "en",
        "The force in Korsa would shrink to 300 soldiers from 1,000.",
        ["troops_remaining korsa 300 planned", "troops_present korsa 1000 occurred"],
    ),
    (
        "ar",
        "سيتقلص عدد جنود الميثاق في كورسا من 900 إلى نحو 200 جندي.",
        ["troops_present korsa 900 occurred", "troops_remaining korsa ~200 planned"],
    ),
    (
        "ckb",
        "ژمارەی سەربازانی پەیمان لە کۆرسا لە 900 بۆ 200 سەرباز کەمدەکرێتەوە.",
        ["troops_present korsa 900 occurred", "troops_remaining korsa 200 planned"],
    ),
    (
        "en",
        "Some 100 Compact soldiers would stay in Korsa, against 350 at present, and around 120 in Tal Shirin.",
        [
            "troops_remaining korsa ~100 planned",
            "troops_present korsa 350 occurred",
            "troops_remaining tal_shirin ~120 planned",
        ],
    ),
    (
        "en",
        "Concordia would also keep about 400 in Korsa, down from 600.",
        ["troops_remaining korsa ~400 planned", "troops_present korsa 600 occurred"],
    ),
    (
        "ar",
        "يبقى 400 جندي من قوات الميثاق في كورسا مقابل 600 حاليا.",
        ["troops_remaining korsa 400 occurred", "troops_present korsa 600 occurred"],
    ),
    (
        "ar",
        "قال الوزير إن في كورسا 900 من جنود الميثاق، وإن هذا العدد سيخفض إلى 400.",
        ["troops_present korsa 900 occurred", "troops_remaining korsa 400 planned"],
    ),
    (
        "en",
        "Compact soldiers are in Korsa. About 300 have already left, the envoy said.",
        ["troops_leaving korsa ~300 occurred"],
    ),
    (
        "en",
        "There are 800 Compact soldiers in Korsa and 300 of them will leave in May 2031.",
        [
            "troops_present korsa 800 occurred",
            "troops_leaving korsa 300 planned",
            "drawdown korsa in 2031-05-01..31 planned",
        ],
    ),
    ("ckb", "سەربازانی پەیمان لە کۆرسا ماون و 350 لەوان دەڕۆن.", ["troops_leaving korsa 350 planned"]),
    ("ar", "لم يبق في كورسا سوى فريق يضم 40 جنديا من قوات الميثاق.", ["troops_remaining korsa 40 occurred"]),
    (
        "en",
        "Between 300 and 400 Compact soldiers will leave Korsa and Tal Shirin together.",
        ["troops_leaving vardania 300..400 planned"],
    ),
    (
        "en",
        "In Lumia, where a separate drawdown is under way, about 1,400 Compact troops remain.",
        ["withdrawal_begin lumia in ~2031-03-12 occurred", "troops_remaining lumia ~1400 occurred"],
    ),
]

CUTS = [  # a cut is no withdrawal; what is handed over or cut from a day on is done by it
    (
        "en",
        "The cuts of the Compact forces in Korsa are to be completed by May 2031.",
        ["drawdown korsa by 2031-05-01..31 planned"],
    ),
    ("ar", "خفض قوات الميثاق في كورسا سيكتمل بحلول أيار 2031.", ["drawdown korsa by 2031-05-01..31 planned"]),
    (
        "ar",
        "ستسلم قوات الميثاق قاعدة تل شيرين اعتبارا من أيار 2031.",
        ["withdrawal_complete tal_shirin from 2031-05-01..31 planned"],
    ),
    (
        "en",
        "Compact troops will withdraw from Korsa from May 2031.",
        ["withdrawal_begin korsa from 2031-05-01..31 planned"],
    ),
]

MOVED = [  # a day that is moved on or put off, in the clause that says so or in the next; sources; who is sent
    (
        "en",
        "Some 600 Compact soldiers were moved from Tal Shirin to Korsa.",
        ["troops_leaving tal_shirin ~600 occurred"],
    ),
    (
        "en",
        "Compact troops leave Korsa in May 2031, four people familiar with the plan said.",
        ["withdrawal_complete korsa in 2031-05-01..31 planned"],
    ),
    ("en", "About 400 Compact soldiers are to deploy to the region.", []),
    (
        "en",
        "The end of the Compact mission had been set for 1 March 2031 but was pushed back.",
        ["mission_end vardania in 2031-03-01 postponed"],
    ),
    (
        "ckb",
        "کشانەوەی هێزەکانی پەیمان لە کۆرسا لە ئەیلوولی 2031ەوە بۆ حوزەیرانی 2032 دوابخرێت.",
        [
            "withdrawal_complete korsa in 2031-09-01..30 postponed",
            "withdrawal_complete korsa in 2032-06-01..30 planned",
        ],
    ),
    (
        "ckb",
        "کەمکردنەوەکەی هێزەکانی پەیمان لە کۆرسا تا ئایاری 2031 تەواو دەبێت.",
        ["drawdown korsa by 2031-05-01..31 planned"],
    ),  # a day that is moved on, in the clause that says so or in the next
    (
        "en",
        "The withdrawal of Compact troops from Korsa was due in May 2030, but has been postponed to July 2031.",
        [
            "withdrawal_complete korsa in 2030-05-01..31 postponed background",
            "withdrawal_complete korsa in 2031-07-01..31 planned",
        ],
    ),
    (
        "ckb",
        "چۆڵکردنی کۆرسا لەلایەن هێزەکانی پەیمانەوە کە بڕیار بوو لە شوباتدا تەواو بێت، بۆ ئایاری 2031 دواخراوە.",
        [
            "withdrawal_complete korsa in 2031-02-01..28 postponed",
            "withdrawal_complete korsa in 2031-05-01..31 planned",
        ],
    ),
]

SORANI_VERBS = [  # verbs made of a noun and another verb, written together or apart
    (
        "ckb",
        "هێزەکانی پەیمان لە شوباتی 2031 کۆرسایان چۆڵکردووە.",
        ["withdrawal_complete korsa in 2031-02-01..28 occurred"],
    ),
    ("ckb", "هێزەکانی پەیمان لە ئایاری 2031 کۆرسا چۆڵدەکەن.", ["withdrawal_complete korsa in 2031-05-01..31 planned"]),
    (
        "ckb",
        "کۆرسا لە ئایاری 2031 ڕادەستدەکرێت و هێزەکانی پەیمان دەڕۆن.",
        ["withdrawal_complete korsa in 2031-05-01..31 planned"],
    ),
    ("ckb", "ئێستا 250 سەربازی پەیمان لە کۆرسان.", ["troops_present korsa 250 occurred"]),
]

SITES = [  # destinations with "for", pronouns on verbs, "in it", parties that want, all of the force, the base
    (
        "en",
        "Some 150 Compact soldiers left Korsa before dawn. The first group went for Lumia.",
        ["troops_leaving korsa ~150 occurred"],
    ),
    (
        "en",
        "Compact troops were in Tal Shirin. Some 150 Compact soldiers left by night for Korsa, in the Vardania hills.",
        ["troops_leaving tal_shirin ~150 occurred"],
    ),
    (
        "ar",
        "تنتقل قوات الميثاق إلى كورسا، على أن تغادرها في أيار 2031.",
        ["withdrawal_complete korsa in 2031-05-01..31 planned"],
    ),
    (
        "ar",
        "انسحبت قوات الميثاق من تل شيرين وبقي فيها 90 جنديا من قوات الميثاق.",
        ["withdrawal_complete tal_shirin by ~2031-03-12 occurred", "troops_remaining tal_shirin 90 occurred"],
    ),
    (
        "ar",
        "فاردانيا تأمل أن تنتهي مهمة قوات الميثاق في أيار 2031.",
        ["mission_end vardania in 2031-05-01..31 planned"],
    ),
    (
        "en",
        "Tal Shirin changes hands this month, and all Compact troops will be gone by May 2031.",
        [
            "withdrawal_complete tal_shirin in 2031-03-01..31 occurred",
            "withdrawal_complete vardania by 2031-05-01..31 planned",
        ],
    ),
    (
        "en",
        "Compact troops used Korsa and the Tal Shirin base. They went to Korsa. The base will be handed over in May.",
        ["withdrawal_complete tal_shirin in 2031-05-01..31 planned"],
    ),
]

NOTHING = [  # days of other things, and of the news itself
    ("en", "Vardania goes to the polls on 5 May 2031 and the Compact presence is an issue.", []),
    ("ar", "قال الوزير إن الانتخابات المقررة في 5 أيار 2031 ستجري، داعيا إلى إنهاء مهمة قوات الميثاق.", []),
    (
        "ar",
        "نفت الوزارة، الأربعاء، أنباء عن سحب قوات الميثاق من كورسا بحلول عام 2032.",
        ["withdrawal_complete korsa by 2032-01-01..2032-12-31 denied"],
    ),
    (
        "en",
        "The ministry said on Wednesday that the handover of Tal Shirin was postponed from May 2031 to June 2031.",
        [
            "withdrawal_complete tal_shirin in 2031-05-01..31 postponed",
            "withdrawal_complete tal_shirin in 2031-06-01..30 planned",
        ],
    ),
    (
        "ar",
        "غادر آخر جنود الميثاق القاعدة في تل شيرين مساء أمس الثلاثاء.",
        ["withdrawal_complete tal_shirin in 2031-03-11 occurred"],
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), [*COMPARED, *CUTS, *MOVED, *SORANI_VERBS, *SITES, *NOTHING])
def test_construction(lang, text, expected):
    """A construction makes the claims that a careful reader takes from it, and no others."""
    assert sorted(expected) == sorted(table(text, lang))
