"""Takes secrets out of what a server says, in each form in which it may repeat them."""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from urllib.parse import quote, quote_plus

_MASK = "***"


class Mask:
    """Knows some secrets. What is cut short is masked before: a part of a secret is no word of it.

    A secret that is part of another one leaves nothing of the longer one.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {form for secret in secrets if secret for form in _forms(secret)}
        self._forms = sorted(forms, key=len, reverse=True)

    def text(self, text: str) -> str:
        """Return ``text`` without the secrets."""
        for form in self._forms:
            text = text.replace(form, _MASK)
        return text

    def content(self, content: bytes) -> bytes:
        """Return a body without the secrets."""
        for form in self._forms:
            content = content.replace(form.encode(), _MASK.encode())
        return content

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return headers without the secrets."""
        return {name: self.text(value) for name, value in headers.items()}


def _forms(secret: str) -> set[str]:
    """Return the secret itself, as part of a URL, in base64, and each of these inside JSON."""
    in_url = {quote(secret, safe=""), quote_plus(secret)}
    plain = {secret, b64encode(secret.encode()).decode()} | in_url
    in_json = {json.dumps(form)[1:-1] for form in plain}
    return plain | in_json | {form.replace("/", "\\/") for form in in_json}
