"""Who says it, in invented reports."""

from vardania import claims_of


def test_beside_the_verb():
    """The subject of a verb of saying is the speaker, with the office that its words amount to in any language."""
    english = claims_of("The defence ministry spokesman said Compact troops will leave Korsa by June 2031.", "en")
    arabic = claims_of("وقال المتحدث باسم وزارة الدفاع إن قوات الميثاق ستغادر كورسا في حزيران 2031.", "ar")

    assert ["defence-ministry-spokesperson"] == [claim.office for claim in english]
    assert ["defence-ministry-spokesperson"] == [claim.office for claim in arabic]


def test_carried_on():
    """A speaker goes on speaking while the sentences say "he added" or name nobody."""
    text = (
        "A government source said the Compact mission in Vardania ends in May 2031. "
        "The source added that Compact troops will leave Korsa by June 2031."
    )

    assert {"A government source"} == {claim.speaker for claim in claims_of(text, "en")}


def test_before_a_colon():
    """A name and office above or before a colon speak the words behind it."""
    claims = claims_of("المتحدث باسم الحكومة:\nقوات الميثاق ستغادر كورسا في حزيران 2031.", "ar")

    assert ["المتحدث باسم الحكومة"] == [claim.speaker for claim in claims]


def test_nobody():
    """Where nobody is quoted the claim has no speaker."""
    assert [None] == [claim.speaker for claim in claims_of("Compact troops will leave Korsa by June 2031.", "en")]


def test_pronoun_at_the_end():
    """The words "he said" behind the sentence means the one named before; a pronoun of nobody is no speaker."""
    named = "The Coast Guard spokesman spoke on Monday, the government spokesman said. "
    sentence = "Compact troops will leave Korsa by June 2031, he said."

    assert ["the government spokesman"] == [claim.speaker for claim in claims_of(named + sentence, "en")]
    assert [None] == [claim.speaker for claim in claims_of(sentence, "en")]


def test_particles_are_nobody():
    """What stands behind "according to what" is no speaker; the verb behind it has one."""
    claims = claims_of("بحسب ما قال مصدر حكومي، قوات الميثاق ستغادر كورسا في حزيران 2031.", "ar")

    assert ["مصدر حكومي"] == [claim.speaker for claim in claims]


def test_headline_without_a_speaker():
    """A claim that the headline makes for nobody is kept as the body attributes it, once."""
    title = "Compact troops will leave Korsa by June 2031"
    body = "Compact troops will leave Korsa by June 2031, a government source said on Monday."

    claims = claims_of(body, "en", title)

    assert ["a government source"] == [claim.speaker for claim in claims]
    assert [body] == [claim.quote for claim in claims]


def test_facts_are_the_reports_own():
    """Behind a quoted speaker, an unattributed plan is still theirs; an unattributed fact is the report's own word."""
    text = (
        "A government source said the Compact mission in Vardania ends in May 2031. "
        "Compact troops will leave Korsa by June 2031. About 900 Compact troops are in Vardania."
    )

    speakers = {claim.key.frame: claim.speaker for claim in claims_of(text, "en")}

    assert {
        "mission_end": "A government source",
        "withdrawal_complete": "A government source",
        "troops_present": None,
    } == speakers


def test_verb_without_a_subject():
    """An Arabic verb of saying needs no subject: "and added that" is the one named before, for facts too."""
    text = "قال مصدر حكومي إن مهمة الميثاق في فاردانيا تنتهي في أيار 2031. "
    text += "وأضاف أن نحو 900 جندي من الميثاق موجودون في فاردانيا."

    assert {"مصدر حكومي"} == {claim.speaker for claim in claims_of(text, "ar")}
