"""What every test gets: no display, no folder of the user's, no log record nobody expected."""

import gc
import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from typing_extensions import override

os.environ["QT_QPA_PLATFORM"] = "offscreen"
for _name in [name for name in os.environ if name.startswith("CASHIER_")]:
    del os.environ[_name]

settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile(
    "long", deadline=None, max_examples=10_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


_DEFERRED_DELETE = 52  # QEvent.Type.DeferredDelete; tests without a window import no Qt


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning it did not announce, or announces one that never comes."""
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    expected = [mark.args[0] for mark in request.node.iter_markers("logs_warning")]
    unexpected = [
        text for text in collector.texts if not any(re.search(each, text) for each in expected)
    ]
    silent = [
        each for each in expected if not any(re.search(each, text) for text in collector.texts)
    ]
    if unexpected or silent:
        pytest.fail(f"unexpected log records: {unexpected}; announced but never logged: {silent}")


@pytest.fixture(autouse=True)
def data_folder_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test that names no data folder away from the one of the person who runs it."""
    monkeypatch.setenv("CASHIER_DATA_DIR", str(tmp_path / "no-folder-was-named"))


@pytest.fixture(autouse=True)
def windows_end_with_their_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Free every widget on this thread: one that a storage thread's collector finds is a crash."""
    if "qapp" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("qapp")
    gc.disable()
    yield
    for window in [one for one in app.topLevelWidgets() if one.parent() is None]:
        window.close()
        window.deleteLater()
    app.sendPostedEvents(None, _DEFERRED_DELETE)
    gc.collect()
    app.sendPostedEvents(None, _DEFERRED_DELETE)
    gc.enable()
