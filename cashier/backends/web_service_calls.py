"""Calls of the web service: a form in the body, with the shop and its key and never in the URL."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from cashier.backends import web_service_answers as answers
from cashier.backends.http import FORM, Answer, Requests
from cashier.backends.masking import Mask
from cashier.domain.backend_errors import BackEndError, DamagedAnswerError, NotOnServerError
from cashier.ports import Secrets
from cashier.settings.back_end import BackEndProfile

SHOP_ID, SHOP_KEY = "CASHIER_SHOP_ID", "CASHIER_SHOP_KEY"
_SHORTEST_MASKED = 6
"""A shop's id shorter than this stands in many a word by chance, and tells nobody anything."""
REPORT_BYTES = 64 * 1024 * 1024
Form = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Calls:
    """One shop at the service; ``host`` is what names it to people."""

    http: Requests
    profile: BackEndProfile
    secrets: Secrets
    host: str

    async def record(self, script: str, form: Form) -> str:
        """Send what changes something, once; returns the order's id where it is told.

        ``OutcomeUnknownError`` for an answer that says neither yes nor no.
        """
        answer, mask = await self._post(script, form, is_safe=False)
        return answers.recorded_id(answer.body, self.host, mask.text)

    async def ask(self, scripts: Sequence[str], form: Form) -> object:
        """Ask for something by the first of several spellings that the service knows."""
        missed: BackEndError | None = None
        for script in scripts:
            try:
                answer, mask = await self._post(script, [*form, ("format", "json")], is_safe=True)
                return answers.content(answer.body, self.host, mask.text)
            except (NotOnServerError, DamagedAnswerError) as error:
                missed = missed or error
        raise missed or NotOnServerError(self.host)

    async def fetch(self, script: str, form: Form) -> Answer:
        """Ask for a document; a no in JSON or in words raises what it means."""
        answer, mask = await self._post(script, form, is_safe=True, most_bytes=REPORT_BYTES)
        if not answer.body.strip():
            raise DamagedAnswerError(self.host, "empty")
        if answer.body.lstrip()[:1] == b"{":
            answers.content(answer.body, self.host, mask.text)
        return answer

    async def _post(
        self, script: str, form: Form, *, is_safe: bool, most_bytes: int = 8 * 1024 * 1024
    ) -> tuple[Answer, Mask]:
        shop, key = await self.secrets.read(SHOP_ID), await self.secrets.read(SHOP_KEY)
        secrets = [one for one in (shop, key) if one == key or len(one) >= _SHORTEST_MASKED]
        names = ((self.profile.web_service.shop_parameter, shop), ("key", key))
        answer = await self.http.request(
            "POST",
            f"/workers/{script}.php",
            body=urlencode([*names, *form], encoding="utf-8").encode("ascii"),
            content_type=FORM,
            is_safe=is_safe,
            most_bytes=most_bytes,
            secrets=secrets,
        )
        return answer, Mask(secrets)
