"""What holds of the judgement for any sequence of claims."""

from dataclasses import replace

from claims_said import KEY, Desk, about, between, count, days, month, said, year
from hypothesis import given
from hypothesis import strategies as st

from monitor.ledger import relate
from monitor.records import ClaimKey, FigureValue, Said, Value

VALUES = [
    *(days(f"2026-09-{day:02}") for day in (1, 15, 20, 30)),
    *(month(f"2026-{number:02}") for number in (6, 9, 12)),
    *(month("2026-09", rel) for rel in ("by", "after", "from")),
    *(days("2026-09-21", "2026-09-30"), days("2026-08-20", "2026-09-05"), year(2026), year(2027)),
    *(count(number) for number in (250, 500, 900, 2400, 2500)),
    *(about(number) for number in (500, 2400, 2500)),
    *(between(2500, None), between(None, 500), between(200, 999), between(2000, 2500)),
    *(replace(figure, unit="vehicles") for figure in (count(250), about(500), count(900), between(None, 500))),
]
KEYS = [KEY, ClaimKey(KEY.topic, KEY.frame, "south_pier"), ClaimKey(KEY.topic, KEY.frame, KEY.place, "lancers")]
ON_THE_VALUE = {"new", "changed", "refined", "denied", "restated"}
MODALITIES = ["planned", "occurred", "denied", "uncertain", "postponed"]
HOURLY = st.just(1)
OFFICES = [None, "us-embassy", "us-embassy-spokesperson", "iraqi-government-source"]


@st.composite
def stories(draw: st.DrawFn, apart: st.SearchStrategy[float] = HOURLY) -> list[Said]:
    """Up to twenty claims of three outlets, each so many hours after the last."""
    lines = st.tuples(
        st.sampled_from(VALUES),
        st.sampled_from(KEYS),
        st.sampled_from(MODALITIES),
        st.booleans(),
        st.sampled_from(["Post", "Gazette", "Herald"]),
        st.sampled_from(OFFICES),
        apart,
    )
    told, hour = [], 0.0
    for number, (value, key, modality, background, outlet, office, hours) in enumerate(
        draw(st.lists(lines, max_size=20))
    ):
        hour += hours
        told.append(
            said(
                value,
                hour,
                article=f"article-{number}",
                key=key,
                outlet=outlet,
                modality=modality,
                background=background,
                office=office,
            )
        )
    return told


OUT_OF_ORDER = stories(st.sampled_from([-30, -1, 0, 0, 1, 5, 48]))


def _count_alike(one: Value, other: Value) -> bool:
    """Whether both or neither of two values count vehicles, the one unit of these stories beside the force."""
    first, second = (isinstance(value, FigureValue) and value.unit == "vehicles" for value in (one, other))
    return first == second


class PlainLedger:
    """The rules of change in their shortest form: values alone, without speakers, support or time."""

    def __init__(self) -> None:
        """Know nothing."""
        self.standing: list[tuple[ClaimKey, Value]] = []
        self.denied: list[tuple[ClaimKey, Value]] = []

    def verdict(self, told: Said) -> str | None:
        """The kind of change that the desk is told of, or None."""
        key, value = told.claim.key, told.claim.value
        if told.claim.background:
            return None
        if told.claim.modality == "denied":
            known = self._is_backed(self.denied, key, value)
            self.denied.append((key, value))
            return None if known else "denied"
        if self._is_backed(self.standing, key, value):
            return None
        rivals = [other for owner, other in self.standing if owner == key and _count_alike(other, value)]
        holding = [other for other in rivals if relate(value, other) == "refined"]
        self.standing = [pair for pair in self.standing if pair[0] != key or pair[1] not in holding] + [(key, value)]
        return "refined" if holding else "changed" if rivals else "new"

    @staticmethod
    def _is_backed(known: list[tuple[ClaimKey, Value]], key: ClaimKey, value: Value) -> bool:
        return any(owner == key and relate(value, other) in {"same", "coarser"} for owner, other in known)


@given(stories())
def test_the_desk_is_told_exactly_what_the_rules_call_for(told: list[Said]) -> None:
    """For any story the told verdicts on values are those of the rules in their shortest form."""
    plain = PlainLedger()
    changes = [change for change in Desk().hears_each(told) if change.kind in ON_THE_VALUE]

    assert [plain.verdict(one) for one in told] == [change.kind if change.told else None for change in changes]


@given(OUT_OF_ORDER)
def test_every_claim_has_one_verdict_on_its_value_and_none_twice(told: list[Said]) -> None:
    """Whatever comes in whatever order, each claim makes one verdict on its value and one of any other kind at most."""
    changes = Desk().hears_each(told)

    assert len({change.change_id for change in changes}) == len(changes)
    assert [one.claim.claim_id for one in told] == [
        change.said.claim.claim_id for change in changes if change.kind in ON_THE_VALUE
    ]


@given(OUT_OF_ORDER)
def test_a_claim_that_the_same_outlet_repeats_is_never_told_again(told: list[Said]) -> None:
    """What the desk heard of a claim it hears of no more when it is repeated, and nothing at all unless it was late."""
    desk = Desk()
    for number, one in enumerate(told):
        first = desk.hears(one).changes
        claim = replace(one.claim, article_id=f"echo-{number}", claim_id=f"echo-{number}")
        again = {change.kind for change in desk.hears(replace(one, claim=claim)).changes if change.told}
        assert not again & {change.kind for change in first if change.told}
        assert not again or desk.came_late(one)


@given(OUT_OF_ORDER)
def test_no_value_is_told_twice_as_news(told: list[Said]) -> None:
    """Under one key no two told verdicts on a value say the same: whoever comes second restates or narrows."""
    news: list[Said] = []
    for change in Desk().hears_each(told):
        if not change.told or change.kind not in ON_THE_VALUE - {"denied"}:
            continue
        earlier = [one.claim.value for one in news if one.claim.key == change.said.claim.key]
        assert not [one for one in earlier if one == change.said.claim.value]
        news.append(change.said)


@given(OUT_OF_ORDER)
def test_a_promise_is_told_as_kept_once(told: list[Said]) -> None:
    """No position is reported done twice, whatever its reports are worth beside that."""
    changes = [change for change in Desk().hears_each(told) if change.kind == "occurred"]

    kept = [(change.against.claim.key, change.against.claim.claim_id) for change in changes if change.against]
    assert len(kept) == len(set(kept))


@given(OUT_OF_ORDER)
def test_the_lead_is_always_a_position_of_its_key(told: list[Said]) -> None:
    """Where there are positions one of them leads, of the force where it is counted, also after narrowings."""
    desk = Desk()
    for one in told:
        desk.hears(one)
        for history in desk.histories.values():
            ids = {position.position_id for position in history.positions}
            assert (history.lead in ids) if ids else (history.lead is None)
            counted = [position.value for position in history.positions if _count_alike(position.value, count(1))]
            assert not counted or history.position(history.lead).value in counted
            assert {stand.position_id for stand in (*history.origins.values(), *history.speakers.values())} <= ids


@given(OUT_OF_ORDER)
def test_a_story_read_again_leaves_the_ledger_as_it_is(told: list[Said]) -> None:
    """The same claims, fed twice, make no change and touch no history."""
    desk = Desk()
    desk.hears_each(told)
    known = dict(desk.histories)
    again = desk.hears_each(told)

    assert (again, desk.histories) == ([], known)


@given(stories())
def test_one_article_with_many_claims_is_judged_like_many_articles_with_one(told: list[Said]) -> None:
    """Claims that come together are judged one after the other, each against what the last one left.

    That two of them stand in one article is all that differs, and that a date is not put off where another is named.
    """
    one_by_one, at_once = Desk(), Desk()
    apart = [change for change in one_by_one.hears_each(told) if change.kind != "put_off"]
    heard = [change for change in at_once.hears(*told).changes if change.kind != "put_off"]
    together = [replace(change, in_one_article=False) for change in heard]

    assert apart == together
    assert one_by_one.histories == at_once.histories
    assert one_by_one.supports == at_once.supports


@given(stories())
def test_no_position_restates_one_that_stood_before_it(told: list[Said]) -> None:
    """When a position is opened or narrowed, its value is neither the same as another's under the key nor coarser."""
    desk = Desk()
    for one in told:
        changes = desk.hears(one).changes
        if changes[0].kind not in {"new", "changed", "refined"}:
            continue
        others = [value for value in desk.values(one.claim.key) if value != one.claim.value]
        assert {relate(one.claim.value, other) for other in others} <= {"different"}


@given(OUT_OF_ORDER)
def test_every_claim_but_background_is_somebodys_support_or_a_denial_or_late(told: list[Said]) -> None:
    """No claim is lost: its article supports a position under its key, or its denial is kept, or it came too late."""
    desk = Desk()
    verdicts = {change.said.claim.claim_id: change for change in desk.hears_each(told) if change.kind in ON_THE_VALUE}
    for one in told:
        if one.claim.background or verdicts[one.claim.claim_id].reason == "late":
            continue
        history = desk.histories[one.claim.key]
        supporters = {article for each in history.positions for article in desk.supports[each.position_id]}
        denials = {denial.claim_id for denial in history.denials}
        if one.claim.modality == "denied":
            assert one.claim.claim_id in denials
        else:
            assert one.claim.article_id in supporters


@given(OUT_OF_ORDER)
def test_positions_stand_oldest_first(told: list[Said]) -> None:
    """The history of a key is in order of the first article behind each position."""
    desk = Desk()
    desk.hears_each(told)
    for history in desk.histories.values():
        firsts = [position.first_at for position in history.positions]
        assert firsts == sorted(firsts)
