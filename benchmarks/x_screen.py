"""An X server of its own for a measurement, and a client that types into it and looks at it.

Looks at the screen from outside, as a person does: whatever toolkit a program uses, only what
reached the X server counts.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

SIZE = (1280, 1024)
_SUBSTRUCTURE_NOTIFY = 1 << 19
_MAP_NOTIFY = 19
_Z_PIXMAP = 2
_ALL_PLANES = 0xFFFFFFFF
_KEY_NAMES = {"\n": "Return", "=": "equal"}


def is_there() -> bool:
    """Say whether an X server without a screen can be started here."""
    return shutil.which("Xvfb") is not None and _library("Xtst") is not None


@contextmanager
def x_server() -> Iterator[str]:
    """Start an X server without a window manager; returns the name of its display."""
    reading, writing = os.pipe()
    screen = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class _MapEvent(ctypes.Structure):
    _fields_: ClassVar = [  # type: ignore[mutable-override]
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("event", ctypes.c_ulong),
        ("window", ctypes.c_ulong),
        ("override_redirect", ctypes.c_int),
        ("padding", ctypes.c_long * 24),
    ]


class _Image(ctypes.Structure):
    _fields_: ClassVar = [  # type: ignore[mutable-override]
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_char)),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    ]


class Screen:
    """One connection to the display: which windows appeared, what is to be seen, keys."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL(_library("X11"))
        self._test = ctypes.CDLL(_library("Xtst"))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        opened = self._x.XOpenDisplay(display.encode())
        if not opened:
            raise SystemExit(f"no display {display}")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        # A window may be gone before it was asked about: that is no reason to end.
        handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
        self._ignore = handler(lambda _display, _error: 0)
        self._x.XSetErrorHandler(self._ignore)
        self._x.XSelectInput(self._display, self._root, ctypes.c_long(_SUBSTRUCTURE_NOTIFY))
        self._x.XSync(self._display, 0)

    def mapped(self) -> list[int]:
        """Return the windows that appeared since the last call."""
        found = []
        while self._x.XPending(self._display):
            event = _MapEvent()
            self._x.XNextEvent(self._display, ctypes.byref(event))
            if event.type == _MAP_NOTIFY:
                found.append(int(event.window))
        return found

    def size(self, window: int) -> tuple[int, int]:
        """Return width and height of ``window``."""
        root, x, y = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        width, height, border, depth = (ctypes.c_uint() for _ in range(4))
        into = [ctypes.byref(each) for each in (root, x, y, width, height, border, depth)]
        found = self._x.XGetGeometry(self._display, ctypes.c_ulong(window), *into)
        return (width.value, height.value) if found else (0, 0)

    def focus(self, window: int) -> None:
        """Give the keyboard to ``window``, as a window manager would."""
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(window), 1, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def picture(self) -> bytes:
        """Return what the whole screen shows."""
        image = self._x.XGetImage(
            self._display, self._root, 0, 0, *SIZE, ctypes.c_ulong(_ALL_PLANES), _Z_PIXMAP
        )
        if not image:
            return b""
        data = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * SIZE[1])
        self._x.XDestroyImage(image)
        return data

    def type(self, text: str) -> None:
        """Press the keys of ``text`` as a scanner does: each at once after the one before."""
        self.press(*(_KEY_NAMES.get(letter, letter) for letter in text))

    def press(self, *keys: str) -> None:
        """Press keys by the names X has for them, such as F12."""
        for key in keys:
            symbol = self._x.XStringToKeysym(key.encode())
            code = self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol))
            for is_press in (1, 0):
                self._test.XTestFakeKeyEvent(self._display, code, is_press, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def close(self) -> None:
        """End the connection."""
        self._x.XCloseDisplay(self._display)


def _library(name: str) -> str | None:
    return ctypes.util.find_library(name)
