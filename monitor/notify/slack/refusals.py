"""What Slack's words for a refusal mean for the delivery.

Source: docs.slack.dev/reference/methods/chat.postMessage, "Errors", and api.slack.com/messaging/webhooks, "Handling
errors". Whom a refusal is about, and whether it may pass, is our judgement.
"""

from __future__ import annotations

from collections.abc import Mapping

from monitor.notify.http_answers import DOUBTFUL, MAY_PASS, REFUSED, TO_BE_MENDED, Verdict

_TO_BE_MENDED = (
    # all of the token or the webhook
    *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"),
    *("missing_scope", "no_permission", "access_denied", "org_login_required", "two_factor_setup_required"),
    *("invalid_token", "no_service", "no_team", "no_active_hooks", "team_disabled", "team_access_not_granted"),
    *("team_not_found", "enterprise_is_restricted", "ekm_access_denied", "accesslimited", "as_user_not_supported"),
    *("method_deprecated", "deprecated_endpoint", "action_prohibited", "posting_to_general_channel_denied"),
    *("slack_connect_file_link_sharing_blocked", "slack_connect_canvas_sharing_blocked"),
)

OF_THE_PLACE = frozenset(
    {
        *("channel_not_found", "not_in_channel", "is_archived", "channel_is_archived", "is_inactive", "user_not_found"),
        *("cannot_dm_bot", "messages_tab_disabled", "restricted_action", "restricted_action_read_only_channel"),
        *("restricted_action_non_threadable_channel", "restricted_action_thread_only_channel"),
    }
)
"""The place that it leads to is not there, or closed to the bot: others may be open."""

_REFUSED = (
    *("msg_too_long", "msg_blocks_too_long", "no_text", "invalid_blocks", "invalid_blocks_format", "invalid_payload"),
    *("too_many_attachments", "too_many_contact_cards", "attachment_payload_limit_exceeded", "json_not_object"),
    *("missing_text_or_fallback_or_attachments", "markdown_text_conflict", "url_required", "unfurl_prohibited"),
    *("invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_charset", "invalid_form_data"),
    *("invalid_json", "invalid_post_type", "missing_post_type", "missing_charset", "superfluous_charset"),
    *("invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large", "metadata_must_be_sent_from_app"),
)

_MAY_PASS = (
    *("ratelimited", "rate_limited", "message_limit_exceeded", "request_timeout", "service_unavailable"),
    *("internal_error", "fatal_error", "rollup_error", "team_added_to_org"),
)

NO_SUCH_THREAD = frozenset(
    {
        *("cannot_reply_to_message", "thread_not_found", "message_not_found", "invalid_thread_ts"),
        "restricted_action_thread_locked",
    }
)
"""The first message of the thread is gone, or closed for answers: what was refused can stand by itself."""

RATE_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

REFUSALS: Mapping[str, Verdict] = {
    **dict.fromkeys(_TO_BE_MENDED, TO_BE_MENDED),
    **dict.fromkeys(OF_THE_PLACE, TO_BE_MENDED),
    **dict.fromkeys(_REFUSED, REFUSED),
    **dict.fromkeys(NO_SUCH_THREAD, REFUSED),
    **dict.fromkeys(_MAY_PASS, MAY_PASS),
}


def judge_refusal(error: str) -> Verdict:
    """What Slack's word for a refusal means; one that is not known is doubtful: tried again, and holding up nobody."""
    return REFUSALS.get(error, DOUBTFUL)
