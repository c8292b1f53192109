"""Links made absolute for use, and made comparable for identity: two separate things.

The raw link is what is fetched and shown. The canonical one is a key and nothing else: outlets put letters into
addresses (a Farsi yeh, tatweel, a ZWNJ) that any Unicode normalisation would break, so that only percent-encoding is
normalised.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from monitor.identity import stable_id

_TRACKING_PREFIXES = ("utm_", "at_", "mtm_", "pk_", "hsa_", "__twitter")
_TRACKING_NAMES = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid"),
        *("twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_ga"),
        *("_gl", "_hsenc", "_hsmi", "cmpid", "cmp", "ocid", "s_cid", "ref_src"),
        *("ref_url", "smid", "ncid", "taid", "traffic_source", "xtor", "echobox"),
    )
)
"""Query parameters that tell where a reader came from, never which article it is.

Source: judgement, from the documentation of the mailing, advertising and analytics services that add them.
"""

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})|%|[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
"""RFC 3986, 2.3: their escaped and plain forms are the same address."""

_WEB_SCHEMES = ("http", "https")
_DEFAULT_PORTS = (None, 80, 443)


def usable_link(link: str, base: str) -> str:
    """The link made absolute against the feed's address, otherwise as given; empty where it is no web address.

    A doubly escaped ampersand is put right. ``javascript:``, ``mailto:`` and broken links give an empty string.
    """
    try:
        absolute = urljoin(base, link.strip().replace("&amp;", "&"))
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    return absolute if link.strip() and parts.scheme in _WEB_SCHEMES and parts.netloc else ""


def canonical_link(url: str) -> str:
    """The form in which two links are compared; applying it twice changes nothing.

    Scheme and host in lower case, http read as https, no user, no leading ``www.``, no default port, no fragment, no
    tracking parameters; percent-escapes in upper case, needless ones undone, needed ones added. What is no web
    address comes back stripped of blanks at its ends.
    """
    try:
        parts = urlsplit(url.strip())
        host = _host(parts)
    except ValueError:
        return url.strip()
    if parts.scheme not in _WEB_SCHEMES or not host:
        return url.strip()
    return urlunsplit(("https", host, _escape(parts.path) or "/", _escape(_query(parts.query)), ""))


def article_id(outlet: str, url: str) -> str:
    """A short stable name of an article, made from its outlet and its canonical link. 20 hexadecimal digits."""
    return stable_id(outlet, canonical_link(url))


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").strip(".")
    while host.startswith("www.") and "." in host[4:]:
        host = host[4:].strip(".")
    name = f"[{host}]" if ":" in host else _escape(host).lower()
    return name if parts.port in _DEFAULT_PORTS or not host else f"{name}:{parts.port}"


def _query(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair.partition("=")[0].lower()))


def _is_tracking(name: str) -> bool:
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)


def _escape(part: str) -> str:
    return _ESCAPE.sub(_escaped, part)


def _escaped(found: re.Match[str]) -> str:
    if found[1]:
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else f"%{found[1].upper()}"
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", errors="surrogatepass"))
