"""What is known of an import at one moment: the file, how it is taken, what would come of it."""

import enum
from dataclasses import dataclass, replace

from cashier.domain.product_file import FileForm
from cashier.messages import Sentence
from cashier.operations.import_products import ImportProgress, ImportSummary
from cashier.operations.look_at_file import FileLook
from cashier.ui.imports.import_file import ChosenFile
from cashier.ui.imports.import_pace import Pace


class ImportPhase(enum.Enum):
    """How far a file has come."""

    WAITING = "waiting"
    LOOKING = "looking"
    CHOOSING = "choosing"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    IMPORTED = "imported"
    REFUSED = "refused"


_BUSY = frozenset({ImportPhase.LOOKING, ImportPhase.CHECKING, ImportPhase.IMPORTING})
_OVER = frozenset({ImportPhase.WAITING, ImportPhase.IMPORTING, ImportPhase.IMPORTED})


@dataclass(frozen=True, slots=True)
class ImportState:
    """What the page shows; ``look`` stays while the file is read in the form ``wanted``."""

    phase: ImportPhase = ImportPhase.WAITING
    file: ChosenFile | None = None
    look: FileLook | None = None
    summary: ImportSummary | None = None
    pace: Pace | None = None
    trouble: Sentence | None = None
    is_stopping: bool = False
    wanted: FileForm | None = None

    @property
    def is_busy(self) -> bool:
        return self.phase in _BUSY

    @property
    def progress(self) -> ImportProgress | None:
        return self.pace.progress if self.pace is not None else None

    @property
    def can_import(self) -> bool:
        is_checked = self.phase is ImportPhase.CHECKED
        return is_checked and self.summary is not None and self.summary.changes_something

    @property
    def can_change(self) -> bool:
        """Whether the file may still be taken in another form."""
        return self.look is not None and self.phase not in _OVER and not self.is_stopping

    def is_same_work(self, other: "ImportState") -> bool:
        """Whether both are about the same step with the same file in the same form."""
        return (self.phase, self.file) == (other.phase, other.file) and self.look is other.look

    def without_work(self) -> "ImportState":
        """Return the state that stands when what is running has stopped."""
        if self.phase is ImportPhase.IMPORTING:
            return replace(self, phase=ImportPhase.CHECKED, pace=None, is_stopping=False)
        return ImportState()
