"""Checks a MAC header from the rules of the wire alone; shares no line with the till's signer."""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

_PAIR = re.compile(r'\s*([a-z_]+)="([^"\\]*)"\s*(?:,|$)')
_NONCE = re.compile(r"[\x20-\x21\x23-\x5B\x5D-\x7E]+\Z")
_NEEDED = ("id", "ts", "nonce", "mac")


class NotSignedError(Exception):
    """The request is not signed as it has to be; ``code`` is the server's word for it."""

    def __init__(self, text: str, code: str = "unauthorized") -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """What of a request is signed, exactly as it came over the wire."""

    method: str
    uri: str
    host: str
    port: int
    body: bytes


class MacCheck:
    """Knows one client; refuses wrong macs, old and future times, and a nonce seen before."""

    def __init__(
        self, client_id: str, key: str, now: Callable[[], float], window_s: int = 300
    ) -> None:
        self.client_id = client_id
        self.window_s = window_s
        self.ports: Collection[int] = ()
        self.timestamp_code = "invalid_timestamp"
        self._key = key.encode("utf-8")
        self._now = now
        self._seen: set[tuple[str, str, str]] = set()

    def check(self, header: str, request: SignedRequest) -> None:
        """Return where all is right; raises ``NotSignedError``."""
        fields = self._fields(header)
        if fields["id"] != self.client_id:
            raise NotSignedError("Unknown client.")
        self._check_mac(fields, request)
        self._check_body(fields.get("ext", ""), request.body)
        self._check_time(fields["ts"])
        use = (fields["id"], fields["ts"], fields["nonce"])
        if use in self._seen:
            raise NotSignedError("This nonce was used before.")
        self._seen.add(use)

    def _fields(self, header: str) -> dict[str, str]:
        scheme, _, rest = header.partition(" ")
        if scheme != "MAC":
            raise NotSignedError("No MAC header.")
        fields: dict[str, str] = {}
        at = 0
        while at < len(rest):
            pair = _PAIR.match(rest, at)
            if pair is None or pair[1] in fields:
                raise NotSignedError("The MAC header cannot be read.")
            fields[pair[1]] = pair[2]
            at = pair.end()
        if any(not fields.get(name) for name in _NEEDED) or not _NONCE.match(fields["nonce"]):
            raise NotSignedError("The MAC header lacks something.")
        return fields

    def _check_mac(self, fields: dict[str, str], request: SignedRequest) -> None:
        ports = [request.port, 443] if not self.ports else [*self.ports]
        for port in ports:
            message = signed_text(request, port, fields)
            right = hmac.new(self._key, message.encode("utf-8"), hashlib.sha256).digest()
            if hmac.compare_digest(base64.b64encode(right).decode(), fields["mac"]):
                return
        raise NotSignedError("The MAC does not fit the request.")

    def _check_body(self, ext: str, body: bytes) -> None:
        if not body:
            return
        told = parse_qs(ext).get("body_hash", [""])[0]
        if not ext.startswith("body_hash="):
            raise NotSignedError("The body is not signed.")
        if told != base64.b64encode(hashlib.sha256(body).digest()).decode():
            raise NotSignedError("The body is not the one that was signed.")

    def _check_time(self, ts: str) -> None:
        if not (ts.isascii() and ts.isdigit()):
            raise NotSignedError("The timestamp is no number.", "invalid_timestamp")
        age = self._now() - int(ts)
        if age > self.window_s:
            raise NotSignedError("Timestamp lifetime exceeded", self.timestamp_code)
        if age < -self.window_s:
            raise NotSignedError("Timestamp is in future", self.timestamp_code)


def signed_text(request: SignedRequest, port: int, fields: Mapping[str, str]) -> str:
    """Return the eight pieces of the normalized string; the last one is empty."""
    ts, nonce, ext = fields["ts"], fields["nonce"], fields.get("ext", "")
    host = request.host.lower()
    return f"{ts}\n{nonce}\n{request.method}\n{request.uri}\n{host}\n{port}\n{ext}\n"
