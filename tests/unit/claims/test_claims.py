"""Claims that a careful reader finds in invented sentences of the three languages, published on 12 March 2031."""

import pytest
from vardania import table

ENGLISH = [
    # A date and its event.
    (
        "Compact troops will leave Vardania by September 2031.",
        ["withdrawal_complete vardania by 2031-09-01..30 planned"],
    ),
    ("The Compact will begin pulling out of Korsa in May 2031.", ["withdrawal_begin korsa in 2031-05-01..31 planned"]),
    (
        "The Compact's mission in Vardania will end by the end of 2031.",
        ["mission_end vardania by 2031-12-01..31 planned"],
    ),
    ("Compact troops left Tal Shirin on Monday.", ["withdrawal_complete tal_shirin in 2031-03-10 occurred"]),
    (
        "The two sides signed the agreement on the withdrawal on 3 March 2031.",
        ["agreement vardania in 2031-03-03 occurred"],
    ),
    # Several places, and a place for each date.
    (
        "Compact forces are to withdraw from Tal Shirin and Korsa by the end of next month.",
        [
            "withdrawal_complete korsa by 2031-04-21..30 planned",
            "withdrawal_complete tal_shirin by 2031-04-21..30 planned",
        ],
    ),
    (
        "Concordia will withdraw its soldiers from Korsa in April 2031 and from Tal Shirin in July 2031.",
        [
            "withdrawal_complete korsa in 2031-04-01..30 planned",
            "withdrawal_complete tal_shirin in 2031-07-01..31 planned",
        ],
    ),
    (
        "Compact troops came to Tal Shirin long ago. They will leave the base by June 2031.",
        ["withdrawal_complete tal_shirin by 2031-06-01..30 planned"],
    ),
    # Until a day.
    (
        "Compact soldiers will stay at Tal Shirin until the end of 2032.",
        ["withdrawal_complete tal_shirin in 2032-12-01..31 planned"],
    ),
    # Figures.
    (
        "About 2,400 Compact soldiers are in Vardania and 300 in Lumia.",
        ["troops_present vardania ~2400 occurred", "troops_present lumia 300 occurred"],
    ),
    (
        "The Compact will cut its force in Vardania from 2,400 to fewer than 500 by June 2031.",
        [
            "troops_present vardania 2400 occurred",
            "troops_remaining vardania ..500 planned",
            "drawdown vardania by 2031-06-01..30 planned",
        ],
    ),
    (
        "Hundreds of Compact troops would leave by June 2031, and the rest by the end of the year.",
        [
            "troops_leaving vardania ~200..999 planned",
            "drawdown vardania by 2031-06-01..30 planned",
            "withdrawal_complete vardania by 2031-12-01..31 planned",
        ],
    ),
    # How it is put.
    (
        "Compact forces have withdrawn from Korsa, the defence ministry said on Tuesday.",
        ["withdrawal_complete korsa in 2031-03-11 occurred"],
    ),
    (
        "A ministry spokesman denied that Compact troops would leave Korsa by June 2031.",
        ["withdrawal_complete korsa by 2031-06-01..30 denied"],
    ),
    ("Compact troops may leave Tal Shirin next week.", ["withdrawal_complete tal_shirin in 2031-03-17..23 uncertain"]),
    (
        "The withdrawal was postponed from June 2031 to September 2031, an official said.",
        [
            "withdrawal_complete vardania in 2031-06-01..30 postponed",
            "withdrawal_complete vardania in 2031-09-01..30 planned",
        ],
    ),
    (
        "Compact troops withdrew from Vardania in 2019 and came back later.",
        ["withdrawal_complete vardania in 2019-01-01..2019-12-31 occurred background"],
    ),
    (
        "Compact soldiers have been leaving Korsa since January 2031.",
        ["withdrawal_begin korsa from 2031-01-01..31 occurred"],
    ),
    (
        "Concordia plans to keep up to 800 soldiers in Korsa.",
        ["troops_remaining korsa ..800 planned"],
    ),
    (
        "The number of Compact troops in Vardania has fallen to about 900.",
        ["troops_remaining vardania ~900 occurred"],
    ),
    (
        "The defence ministry denied any delay of the Compact withdrawal in June 2031.",
        ["withdrawal_complete vardania in 2031-06-01..30 planned"],
    ),
    (
        "In 2020 Concordia had 5,200 soldiers in Vardania, and it has 900 soldiers now.",
        ["troops_present vardania 5200 occurred background", "troops_present vardania 900 occurred"],
    ),
    # A place in commas, a purpose elsewhere, a state that lasts.
    (
        "Compact troops in Korsa, in the hills of Vardania, will stay until June 2031 to support the fight in Lumia.",
        ["withdrawal_complete korsa in 2031-06-01..30 planned"],
    ),
    (
        "Under that agreement, Compact troops keep a presence in Korsa until June 2031.",
        ["withdrawal_complete korsa in 2031-06-01..30 planned"],
    ),
    # Two events that share a date, or a noun.
    (
        "Compact forces would quit Tal Shirin and then cut their presence in Korsa by June 2031.",
        [
            "drawdown korsa by 2031-06-01..30 planned",
            "withdrawal_complete tal_shirin by 2031-06-01..30 planned",
        ],
    ),
    (
        "The withdrawal from Korsa will begin in May 2031 and end in June 2031.",
        [
            "withdrawal_begin korsa in 2031-05-01..31 planned",
            "withdrawal_complete korsa in 2031-06-01..30 planned",
        ],
    ),
    (
        "The redeployment of Compact forces from Tal Shirin goes on as planned and will be finished by 30 May 2031.",
        ["withdrawal_complete tal_shirin by 2031-05-30 planned"],
    ),
    # Whom a figure counts, and where.
    (
        "Between 250 and 350 Compact soldiers will stay at Vardania's Tal Shirin base.",
        ["troops_remaining tal_shirin 250..350 planned"],
    ),
    (
        "Compact troops will come down to fewer than 900 in Vardania, most of them in Korsa.",
        ["troops_remaining vardania ..900 planned"],
    ),
    (
        "The 1,500 Compact troops in Korsa were told on Monday. A further 300 are scheduled to depart by May 2031.",
        [
            "troops_present korsa 1500 occurred",
            "troops_leaving korsa 300 planned",
            "drawdown korsa by 2031-05-01..31 planned",
        ],
    ),
    (
        "A last group of about 40 Compact soldiers will leave Korsa by May 2031.",
        ["troops_leaving korsa ~40 planned", "withdrawal_complete korsa by 2031-05-01..31 planned"],
    ),
    (
        "About 300 Compact soldiers were flown out of Korsa on Monday.",
        ["troops_leaving korsa ~300 occurred", "drawdown korsa in 2031-03-10 occurred"],
    ),
    # Other countries, talks, speakers, announcements.
    ("The Compact has 900 soldiers in Vardania and 2,000 in Japan.", ["troops_present vardania 900 occurred"]),
    ("Some 2,000 Compact soldiers will leave Germany by May 2031.", []),
    ("Concordia and Vardania agreed on Monday to begin talks about the Compact.", []),
    (
        "Korsa would like to see the last Compact soldier gone by May 2031.",
        ["withdrawal_complete vardania by 2031-05-01..31 planned"],
    ),
    (
        "Compact troops left Korsa on 3 March 2031. They are out of Korsa, the ministry announced on Monday.",
        ["withdrawal_complete korsa in 2031-03-03 occurred"],
    ),
    # Another force than the story's own.
    ("Nordic troops will leave Korsa by June 2031.", ["withdrawal_complete korsa by 2031-06-01..30 planned of nordic"]),
]

ARABIC = [
    ("ستغادر قوات الميثاق فاردانيا بحلول أيلول 2031.", ["withdrawal_complete vardania by 2031-09-01..30 planned"]),
    (
        "تنسحب قوات الميثاق من قاعدة تل شيرين ومن كورسا الشهر المقبل.",
        [
            "withdrawal_complete korsa in 2031-04-01..30 planned",
            "withdrawal_complete tal_shirin in 2031-04-01..30 planned",
        ],
    ),
    ("تبدأ قوات الميثاق انسحابها من كورسا في أيار 2031.", ["withdrawal_begin korsa in 2031-05-01..31 planned"]),
    ("تنتهي مهمة الميثاق في فاردانيا بحلول نهاية عام 2031.", ["mission_end vardania by 2031-12-01..31 planned"]),
    (
        "من المقرر إنهاء مهمة الميثاق في فاردانيا في أيلول 2031، بما يشمل انسحاب القوات من تل شيرين وكورسا.",
        [
            "mission_end vardania in 2031-09-01..30 planned",
            "withdrawal_complete korsa in 2031-09-01..30 planned",
            "withdrawal_complete tal_shirin in 2031-09-01..30 planned",
        ],
    ),
    (
        "ينتشر في فاردانيا نحو 2400 جندي من قوات الميثاق، وفي لوميا 300 جندي.",
        ["troops_present vardania ~2400 occurred", "troops_present lumia 300 occurred"],
    ),
    (
        "سيخفض الميثاق عديد قواته في فاردانيا من 2400 إلى أقل من 500 جندي بحلول حزيران 2031.",
        [
            "troops_present vardania 2400 occurred",
            "troops_remaining vardania ..500 planned",
            "drawdown vardania by 2031-06-01..30 planned",
        ],
    ),
    ("خرجت قوات الميثاق، يوم الاثنين، من قاعدة تل شيرين.", ["withdrawal_complete tal_shirin in 2031-03-10 occurred"]),
    (
        "قال المتحدث باسم وزارة الدفاع، الثلاثاء، إن قوات الميثاق انسحبت من كورسا.",
        ["withdrawal_complete korsa in 2031-03-11 occurred"],
    ),
    (
        "نفى مصدر حكومي أن تكون قوات الميثاق ستغادر كورسا في حزيران 2031.",
        ["withdrawal_complete korsa in 2031-06-01..30 denied"],
    ),
    ("قد تغادر قوات الميثاق تل شيرين الأسبوع المقبل.", ["withdrawal_complete tal_shirin in 2031-03-17..23 uncertain"]),
    ("وقع الجانبان اتفاق الانسحاب في 3 آذار 2031.", ["agreement vardania in 2031-03-03 occurred"]),
    (
        "انسحبت قوات الميثاق من فاردانيا عام 2019.",
        ["withdrawal_complete vardania in 2019-01-01..2019-12-31 occurred background"],
    ),
    (
        "ستبقى قوات الميثاق في تل شيرين حتى نهاية عام 2032.",
        ["withdrawal_complete tal_shirin in 2032-12-01..31 planned"],
    ),
    (
        "أعلنت وزارة الدفاع، اليوم الأربعاء، انسحاب قوات الميثاق من كورسا.",
        ["withdrawal_complete korsa in 2031-03-12 occurred"],
    ),
    (
        "وكان لدى كونكورديا 5200 جندي في فاردانيا عام 2020.",
        ["troops_present vardania 5200 occurred background"],
    ),
    ("يتفق الطرفان على تمديد مهمة الميثاق حتى آذار 2032.", ["mission_end vardania in 2032-03-01..31 planned"]),
    (
        "أكد المستشار أن انسحاب الميثاق سيكتمل في أيلول 2031 ولا توجد نية للتمديد.",
        ["withdrawal_complete vardania in 2031-09-01..30 planned"],
    ),
    # Where a force stays, goes, is counted; two events of one noun; a day on which somebody spoke long ago.
    ("نُقل نحو 300 جندي من قوات الميثاق من كورسا إلى لوميا يوم الاثنين.", ["troops_leaving korsa ~300 occurred"]),
    (
        "تبقى قوات الميثاق في كورسا لدعم العمليات في لوميا حتى حزيران 2031.",
        ["withdrawal_complete korsa in 2031-06-01..30 planned"],
    ),
    (
        "سيبدأ انسحاب قوات الميثاق من كورسا في أيار 2031 وينتهي في حزيران 2031.",
        [
            "withdrawal_begin korsa in 2031-05-01..31 planned",
            "withdrawal_complete korsa in 2031-06-01..30 planned",
        ],
    ),
    (
        "سينخفض عدد قوات الميثاق في فاردانيا إلى أقل من 900 جندي معظمهم في كورسا.",
        ["troops_remaining vardania ..900 planned"],
    ),
    ("إن وجود بعثة الميثاق في كورسا سيبلغ نهايته في حزيران 2031.", ["mission_end korsa in 2031-06-01..30 planned"]),
    ("اتفقت كونكورديا وفاردانيا أمس على بدء محادثات بشأن قوات الميثاق.", []),
    ("سيظل نحو 150 جنديا من قوات الميثاق في كورسا.", ["troops_remaining korsa ~150 planned"]),
    (
        "وكان القائد قد قال في 20 كانون الثاني إن قوات الميثاق ستغادر كورسا بحلول حزيران 2031.",
        ["withdrawal_complete korsa by 2031-06-01..30 planned background"],
    ),
]

SORANI = [
    (
        "هێزەکانی پەیمان تا کۆتایی ساڵی 2031 لە ڤاردانیا دەکشێنەوە.",
        ["withdrawal_complete vardania by 2031-12-01..31 planned"],
    ),
    (
        "هێزەکانی پەیمان لە مانگی ئایاری 2031 بنکەی تەل شیرین بەجێدەهێڵن.",
        ["withdrawal_complete tal_shirin in 2031-05-01..31 planned"],
    ),
    ("نزیکەی 2400 سەربازی پەیمان لە ڤاردانیا هەن.", ["troops_present vardania ~2400 occurred"]),
    ("ئەرکی هێزەکانی پەیمان لە ئەیلوولی 2031 کۆتایی دێت.", ["mission_end vardania in 2031-09-01..30 planned"]),
    ("هێزەکانی پەیمان ڕۆژی دووشەممە تەل شیرینیان چۆڵ کرد.", ["withdrawal_complete tal_shirin in 2031-03-10 occurred"]),
    ("کەمتر لە 500 سەرباز لە کۆرسا دەمێننەوە.", ["troops_remaining korsa ..500 planned"]),
    # Beginning, going, being moved; a mission that turns into something else.
    (
        "هێزەکانی پەیمان لە ناوەڕاستی حوزەیراندا دەست بە کشانەوە لە کۆرسا دەکەن.",
        ["withdrawal_begin korsa in 2031-06-11..20 planned"],
    ),
    ("زیاتر لە 300 سەرباز بنکەی تەل شیرینیان جێهێشتووە.", ["troops_leaving tal_shirin 300.. occurred"]),
    ("400 سەربازی پەیمان لە کۆرساوە بۆ لومیا گوازراونەتەوە.", ["troops_leaving korsa 400 occurred"]),
    (
        "ئەرکی هێزەکانی پەیمان لە کۆرسا لە 30ی حوزەیراندا دەبێتە هاوبەشییەکی دووقۆڵی.",
        ["mission_end korsa in 2031-06-30 planned"],
    ),
]

SILENT = [
    ("en", "The minister said on Monday that talks with the Compact continue."),
    ("en", "The relief mission will leave Vardania by June 2031."),
    ("en", "Compact troops killed 40 raiders near Korsa in May 2030."),
    ("en", "The minister withdrew the bill on Compact troops on Monday."),
    ("en", "The parliament in Korsa will vote on the budget in June 2031, and 900 guests are invited."),
    ("ar", "ستغادر بعثة الإغاثة كورسا في حزيران 2031."),
    ("ar", "قتلت قوات الميثاق 40 من المغيرين في كورسا في أيار 2030."),
    ("ar", "سحب النائب مشروع القانون يوم الاثنين."),
    ("ar", "قال الوزير يوم الاثنين إن المحادثات مع الميثاق مستمرة."),
    ("ckb", "وەزیر ڕۆژی دووشەممە گوتی گفتوگۆکان بەردەوامن."),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text, expected):
    """An English sentence makes these claims and no others."""
    assert sorted(expected) == sorted(table(text, "en"))


@pytest.mark.parametrize(("text", "expected"), ARABIC)
def test_arabic(text, expected):
    """An Arabic sentence makes these claims and no others."""
    assert sorted(expected) == sorted(table(text, "ar"))


@pytest.mark.parametrize(("text", "expected"), SORANI)
def test_sorani(text, expected):
    """A Sorani sentence makes these claims and no others."""
    assert sorted(expected) == sorted(table(text, "ckb"))


@pytest.mark.parametrize(("lang", "text"), SILENT)
def test_no_claim(lang, text):
    """Reporting days, look-alike stories, other withdrawals and counts of other things make no claim."""
    assert [] == table(text, lang)


def test_said_twice():
    """The same fact in title and text is one claim, the one that stands first."""
    text = "Compact troops will leave Korsa by June 2031, the ministry says."

    claims = table(text, "en", title="Compact troops to leave Korsa by June 2031")

    assert ["withdrawal_complete korsa by 2031-06-01..30 planned"] == claims


def test_short_report_without_a_day():
    """A short report of what is done, with no day in it, takes the day of publication."""
    assert ["withdrawal_complete korsa by ~2031-03-12 occurred"] == table("Compact troops have left Korsa.", "en")
    assert ["withdrawal_complete korsa by ~2031-03-12 occurred"] == table("غادرت قوات الميثاق كورسا.", "ar")


def test_plan_without_a_day():
    """A plan with no day in it is no claim, however short the report."""
    assert [] == table("Compact troops will leave Korsa.", "en")
