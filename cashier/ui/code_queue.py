"""Scanned codes waiting for their product, and what was asked for after them: all in its turn."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cashier.domain.errors import CashierError
from cashier.domain.product import Product
from cashier.ui.tasks import TaskOwner

LOOK_UP_CODES = "look up codes"
Find = Callable[[str], Awaitable[Product | None]]
Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What became of a code: its product, none, or why it could not be looked up."""

    code: str
    product: Product | None = None
    error: CashierError | None = None


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
