"""Takes the newest allowed versions of everything into the pins (needs uv).

``constraints.txt`` is what pip and uv install from; uv's own commands read the same list from
``pyproject.toml``, so it is copied there. A lock file would name the registry it was made at.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import tomlkit

CHECKOUT = Path(__file__).resolve().parent.parent
CONSTRAINTS = CHECKOUT / "packaging" / "constraints.txt"
PROJECT = CHECKOUT / "pyproject.toml"
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--upgrade", "--universal", "--python-version", "3.11"),
    *("--extra", "dev", "--no-header", "--no-annotate", "--no-emit-index-url"),
    *("--no-emit-find-links", "--no-config", "--output-file", str(CONSTRAINTS), str(PROJECT)),
)


def main() -> None:
    subprocess.run(COMPILE, check=True, cwd=CHECKOUT, stdout=subprocess.DEVNULL)
    project = tomlkit.parse(PROJECT.read_text(encoding="utf-8"))
    pins = tomlkit.array().multiline(multiline=True)
    pins.extend(CONSTRAINTS.read_text(encoding="utf-8").splitlines())
    project["tool"]["uv"]["constraint-dependencies"] = pins
    PROJECT.write_text(tomlkit.dumps(project), encoding="utf-8")


if __name__ == "__main__":
    main()
