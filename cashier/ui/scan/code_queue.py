"""Scanned codes waiting for their product, and what was asked for after them: all in its turn."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cashier.domain.check_digit import has_check_digit
from cashier.domain.errors import CashierError
from cashier.domain.text import cleaned
from cashier.messages import sentence_for
from cashier.operations.find_code import Found
from cashier.translation import _
from cashier.ui.frame.notice import Notice, NoticeKind
from cashier.ui.frame.tasks import TaskOwner

LOOK_UP_CODES = "look up codes"
Find = Callable[[str], Awaitable[Found | None]]
Step = Callable[[], None]
_EAN_13 = 13


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What became of a code: what was found, nothing, or why it could not be looked up."""

    code: str
    found: Found | None = None
    error: CashierError | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether no product has this code."""
        return self.found is None and self.error is None

    def notice(self) -> Notice:
        """Return what is told about a code that brought nothing into the sale."""
        if self.error is not None:
            return Notice.of(sentence_for(self.error))
        text = _("{code} is not in the catalogue.").format(code=cleaned(self.code))
        hint = _("The sale is unchanged. Look it up, or sell it as a free line.")
        if len(self.code) == _EAN_13 and self.code.isdigit() and not has_check_digit(self.code):
            hint = _("The sale is unchanged. Its check digit is wrong: scan it again.")
        return Notice(
            NoticeKind.ERROR,
            text,
            hint,
            "barcode",
            offer="sell.product",
            offered=_("Add"),
            about=self.code,
        )


class CodeQueue:
    """Hands each code with its answer to ``answered``, in the order the codes came.

    While ``may_go`` says no, codes wait; ``go_on`` when it may say yes again.
    """

    def __init__(
        self,
        find: Find,
        tasks: TaskOwner,
        answered: Callable[[LookedUp], None],
        may_go: Callable[[], bool],
    ) -> None:
        self._find = find
        self._tasks = tasks
        self._answered = answered
        self._may_go = may_go
        self._waiting: deque[str | Step] = deque()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def put(self, code: str) -> None:
        self._waiting.append(code)
        self.go_on()

    def then(self, step: Step) -> None:
        """Take ``step`` after the codes that came before it; at once where there are none."""
        if not self._waiting:
            step()
            return
        self._waiting.append(step)
        self.go_on()

    def go_on(self) -> None:
        """Look up what waits."""
        if self._waiting and self._may_go():
            self._tasks.start(LOOK_UP_CODES, self._look_up)

    async def _look_up(self) -> None:
        while self._waiting and self._may_go():
            first = self._waiting[0]
            if not isinstance(first, str):
                self._waiting.popleft()
                first()
                continue
            answer = await self._answer_to(first)
            if self._may_go():
                self._waiting.popleft()
                self._answered(answer)

    async def _answer_to(self, code: str) -> LookedUp:
        try:
            return LookedUp(code, await self._find(code))
        except CashierError as error:
            return LookedUp(code, error=error)
