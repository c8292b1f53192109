"""Links made absolute for use, and made comparable for identity: two separate things.

The raw link is what is fetched and shown. The canonical one is a key and nothing else: outlets put letters into
addresses (a Farsi yeh, tatweel, a ZWNJ) that any Unicode normalisation would break, so that only percent-encoding is
normalised. The slug is a key, too: what is left of the address when an outlet moves an article to another section.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

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

_TWIN_HOSTS = ("www", "amp", "m", "mobile")
_TWIN_SEGMENT = "amp"
_TWIN_ENDING = "-amp"
_TWIN_PARAMETERS = frozenset({("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")})
_INDEX_PAGES = frozenset({"index.html", "index.htm"})
"""How outlets name the page for telephones beside an article, and the page that a folder shows.

Source: own, from addresses of the outlets in config/sources.toml and of the AMP plugins of publishing systems. An
article whose title ends with the word "amp" is taken for its own twin, which harms nothing while it has no other.
"""

_WORD = re.compile(r"[^\W\d_]+")
_ID = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_DAY = re.compile(
    r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
"""A day at the head of a number: outlets that count their articles by day (Rudaw) do so in each section anew."""

_FEWEST_SLUG_WORDS = 3
_FEWEST_SLUG_LETTERS = 12
"""What a segment holds that names one article: fewer words are a section or a column ("press-release"). Judgements."""

_WHOLE_LINK = re.compile(r"https?://[a-z0-9.-]+(?:/[A-Za-z0-9._~%/-]*)?(?:\?[A-Za-z0-9._~%=&+-]+)?")
_WEB_SCHEMES = ("http", "https")
_DEFAULT_PORTS = (None, 80, 443)


def usable_link(link: str, base: str) -> str:
    """The link made absolute against the feed's address, otherwise as given; empty where it is no web address.

    A doubly escaped ampersand is put right. ``javascript:``, ``mailto:`` and broken links give an empty string.
    """
    if is_whole(link):
        return link
    try:
        absolute = urljoin(base, link.strip().replace("&amp;", "&"))
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    return absolute if link.strip() and parts.scheme in _WEB_SCHEMES and parts.netloc else ""


def is_whole(link: str) -> bool:
    """Whether a link is of the plain kind that no joining or mending changes. No for many that are absolute, too."""
    return _WHOLE_LINK.fullmatch(link) is not None and ":///" not in link


def canonical_link(url: str) -> str:
    """The form in which two links are compared; applying it twice changes nothing.

    Scheme and host in lower case, http read as https, no user, no leading ``www.``, no default port, no fragment, no
    tracking parameters; percent-escapes in upper case, needless ones undone, needed ones added. The page for telephones
    is the article itself, and so is an address with a slash or ``index.html`` behind it. What is no web address comes
    back stripped of blanks at its ends.
    """
    try:
        parts = urlsplit(url.strip())
        host = _host(parts)
    except ValueError:
        return url.strip()
    if parts.scheme not in _WEB_SCHEMES or not host:
        return url.strip()
    return urlunsplit(("https", host, _path(parts.path), _query(_escape(parts.query)), ""))


def slug(url: str) -> str:
    """The part of a link by which an outlet's article is known in whatever section it stands; empty where none does.

    The last segment of the canonical path, if it has several words ("Some-Long-Title"); host and segment, if it has a
    number of five digits or more instead ("valley.example/938134"), because every site counts its own articles. A
    number that begins with a day is none, nor does any segment name the article where a query follows
    ("view.html?id=7"). Slugs are compared letter for letter.
    """
    try:
        parts = urlsplit(canonical_link(url))
    except ValueError:
        return ""
    segment = parts.path.rpartition("/")[2]
    if parts.scheme not in _WEB_SCHEMES or parts.query or not segment:
        return ""
    title = unquote(segment).rpartition(".")[0] or unquote(segment)
    words = _WORD.findall(title)
    if len(words) >= _FEWEST_SLUG_WORDS and sum(map(len, words)) >= _FEWEST_SLUG_LETTERS:
        return segment
    telling = any(_DAY.match(number) is None for number in _ID.findall(title))
    return f"{parts.netloc}/{segment}" if telling else ""


def article_id(outlet: str, url: str) -> str:
    """A short stable name of an article, made from its outlet and its canonical link. 20 hexadecimal digits."""
    return stable_id(outlet, canonical_link(url))


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if ":" in host:
        name = f"[{host}]"
    else:
        labels = _escape(host).lower().strip(".").split(".")
        while labels[0] in _TWIN_HOSTS and len([label for label in labels[1:] if label]) > 1:
            labels = ".".join(labels[1:]).strip(".").split(".")
        name = ".".join(labels)
    return name if parts.port in _DEFAULT_PORTS or not name else f"{name}:{parts.port}"


def _path(path: str) -> str:
    """The path without what marks the page for telephones, the page of a folder, and slashes at its end."""
    segments = _escape(path).split("/")[1:]
    while len(segments) > 1 and segments[0] == _TWIN_SEGMENT:
        segments.pop(0)
    while segments:
        last = segments.pop().removesuffix(_TWIN_ENDING)
        if last.endswith(_TWIN_ENDING):
            segments.append(last)
        elif last and last != _TWIN_SEGMENT and last not in _INDEX_PAGES:
            return "/" + "/".join([*segments, last])
    return "/"


def _query(query: str) -> str:
    """The pairs of an escaped query that tell which article it is."""
    return "&".join(pair for pair in query.split("&") if pair and not _is_aside(*pair.lower().partition("=")[::2]))


def _is_aside(name: str, value: str) -> bool:
    """Whether a parameter says where a reader came from, or asks for the page for telephones."""
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES) or (name, value) in _TWIN_PARAMETERS


def _escape(part: str) -> str:
    return _ESCAPE.sub(_escaped, part)


def _escaped(found: re.Match[str]) -> str:
    if found[1]:
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else f"%{found[1].upper()}"
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", errors="surrogatepass"))
