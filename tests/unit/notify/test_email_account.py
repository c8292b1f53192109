from __future__ import annotations

import pytest
from mail_channel import Kept

from monitor.notify.email import EmailAccount, find_address_fault

GIVEN = {
    "host": "mail.example.org",
    "port": 587,
    "security": "starttls",
    "username": "monitor",
    "password": Kept("an invented pass phrase"),
    "sender": "monitor@example.org",
    "list_id": "monitor.example.org",
}


def test_a_usable_account_is_taken():
    """A bare address, a known security and a login are all that is needed."""
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
        ("timeout_seconds", 0),
        ("list_id", "x>\r\nBcc: all@example.org"),
        ("list_id", "x" * 256),
        ("sender", ""),
        ("sender", "monitor"),
        ("sender", "monitor@example.org\r\nBcc: all@example.org"),
        ("sender", "Monitor <monitor@example.org>"),
        ("sender", "monitor@example.org, all@example.org"),
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


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("desk@example.org", None),
        ("night.desk+alerts@example.org", None),
        ("o'neil%relay@example.org", None),
        ("desk@localhost", None),
        ("a" * 242 + "@example.org", None),
        ("a" * 243 + "@example.org", "is too long"),
        ("", "is missing"),
        ("desk@example.org\r\nBcc: all@example.org", "holds a line break"),
        ("desk@example.org\n", "holds a line break"),
        ("desk@example.org\u2028", "holds a line break"),
        ("\x85desk@example.org", "holds a line break"),
        ("desk@example.org, all@example.org", "names more than one"),
        ("desk@example.org;all@example.org", "names more than one"),
        ("desk", "is no bare address"),
        ("Desk <desk@example.org>", "is no bare address"),
        ("desk@example.org> SIZE=1", "is no bare address"),
        ("desk@example.org\x00", "is no bare address"),
        ('"a b"@example.org', "is no bare address"),
        ("desk@[127.0.0.1]", "is no bare address"),
        ("a@b@example.org", "is no bare address"),
        ("=?utf-8?q?a=0D=0Ab?=@example.org", "is no bare address"),
        ("مكتب@example.org", "is no bare address"),
        ("desk@example.org\u202e", "is no bare address"),
    ],
)
def test_an_address_has_one_fault_or_none(address, fault):
    """What could end a header or a command, or reach more than one, is told apart from what is only no address."""
    assert fault == find_address_fault(address)
