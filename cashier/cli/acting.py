"""Who acts: ``--operator NAME``, which every command takes anywhere before a bare ``--``."""

from collections.abc import Sequence

from cashier.app.till import OPERATOR
from cashier.domain.errors import InputRefusedError, NotGivenError
from cashier.translation import _

_OPTION = "--operator"


def take_operator(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` without the operator.

    Until there are others only the owner is known: ``InputRefusedError`` for anybody else.
    """
    rest: list[str] = []
    coming = iter(arguments)
    for argument in coming:
        if argument == "--":
            return [*rest, argument, *coming]
        option, given, name = argument.partition("=")
        if option != _OPTION:
            rest.append(argument)
            continue
        _require_known(name if given else next(coming, ""))
    return rest


def _require_known(name: str) -> None:
    if not name:
        raise NotGivenError("operator", _("a name after {option}").format(option=_OPTION))
    if name != OPERATOR:
        raise InputRefusedError("operator", name)
