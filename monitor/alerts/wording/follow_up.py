"""What a reader was told before, and what the outlet has made of it since."""

from __future__ import annotations

from monitor.alerts.matters import gather_matters
from monitor.alerts.wording.newsroom import Newsroom
from monitor.alerts.wording.sources import word_label, word_moment, word_time
from monitor.alerts.wording.telling import FollowUp
from monitor.alerts.wording.values import word_claim_alone
from monitor.records import Alert, Change


def word_follow_up(alert: Alert, follow_up: FollowUp, newsroom: Newsroom) -> str:
    """What was told before and what became of it, in one line: "We told you at 09:10: … The page is gone since.".

    What was told is the value under the key of the alert's loudest change, else the loudest of what was told, with its
    label. Empty where nothing was told.
    """
    if not follow_up.alert.changes or not alert.changes:
        return ""
    now = gather_matters(alert.changes)[0].headline
    words = newsroom.words.note
    told = _told(now, follow_up, newsroom)
    local = follow_up.told_at.astimezone(newsroom.zone)
    if local.date() == newsroom.today:
        line = words.told_at.format(time=word_time(local, newsroom.words), told=told)
    else:
        line = words.told_on.format(moment=word_moment(follow_up.told_at, newsroom.zone, newsroom.words), told=told)
    return _since(now, newsroom).format(told=line)


def _told(now: Change, follow_up: FollowUp, newsroom: Newsroom) -> str:
    matters = gather_matters(follow_up.alert.changes)
    key = now.said.claim.key
    same = next((one.headline for one in matters if one.headline.said.claim.key == key), None)
    told = (same or matters[0].headline).said.claim
    value = word_claim_alone(told, newsroom.words)
    if same is not None:
        return value
    label = word_label(told.key, newsroom.topic, newsroom.words)
    return newsroom.words.note.told_of.format(label=label, value=value)


def _since(now: Change, newsroom: Newsroom) -> str:
    words = newsroom.words.note
    if now.part is None:
        return words.since_changed
    return {
        "value": words.since_changed,
        "speaker": words.since_other_speaker,
        "modality": words.since_put_otherwise,
        "gone": words.since_gone,
        "page_gone": words.since_page_gone,
    }[now.part]
