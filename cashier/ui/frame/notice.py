"""Something the cashier is told in passing: what happened, and whether it can be undone."""

import enum
from dataclasses import dataclass

from cashier.messages import Sentence


class NoticeKind(enum.Enum):
    """How long a notice stays and how it looks."""

    DONE = "done"
    REMOVED = "removed"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the corner of the window; ``can_undo`` puts an Undo button beside it.

    ``offer`` names an action that can be done about it, ``offered`` what its button says, and
    ``about`` what it is done with, such as the code that was scanned.
    """

    kind: NoticeKind
    text: str
    hint: str = ""
    icon: str = "ready"
    can_undo: bool = False
    offer: str = ""
    offered: str = ""
    about: str = ""

    @classmethod
    def of(cls, sentence: Sentence) -> "Notice":
        """Return the notice that tells about an error."""
        return cls(NoticeKind.ERROR, sentence.message, sentence.hint, "attention")
