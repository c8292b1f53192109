from __future__ import annotations

import pytest

from monitor.notify.email import EmailAccount


class Kept:
    """A secret in the clear."""

    def reveal(self) -> str:
        """The value."""
        return "an invented pass phrase"


GIVEN = {
    "host": "mail.example.org",
    "port": 587,
    "security": "starttls",
    "username": "monitor",
    "password": Kept(),
    "sender": "monitor@example.org",
    "recipients": ("desk@example.org", "night.desk+alerts@example.org"),
    "list_id": "monitor.example.org",
}


def test_a_usable_account_is_taken():
    """Bare addresses, a known security and a login are all that is needed."""
    assert EmailAccount(**GIVEN).domain == "example.org"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", ""),
        ("host", "mail example\n.org"),
        ("port", 0),
        ("port", 65536),
        ("security", "maybe"),
        ("username", None),
        ("password", None),
        ("recipients", ()),
        ("timeout_seconds", 0),
        ("list_id", "x>\r\nBcc: all@example.org"),
        ("sender", "monitor"),
        ("sender", "monitor@example.org\r\nBcc: all@example.org"),
        ("sender", "Monitor <monitor@example.org>"),
        ("recipients", ("desk@example.org, all@example.org",)),
        ("recipients", ("desk@example.org> SIZE=1",)),
        ("recipients", ("desk@example.org\u2028",)),
        ("recipients", ("مكتب@example.org",)),
    ],
)
def test_what_cannot_work_or_could_forge_a_header_is_refused(field, value):
    """Every argument is checked before the first letter, and the password is not in the error."""
    with pytest.raises(ValueError, match="a mail account cannot work") as raised:
        EmailAccount(**(GIVEN | {field: value}))

    assert "pass phrase" not in str(raised.value)


def test_an_account_does_not_show_its_password():
    """Printing the account gives nothing away."""
    assert "password" not in repr(EmailAccount(**GIVEN))
