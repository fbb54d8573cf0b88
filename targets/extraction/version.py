"""Which grammar read a document."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

_PARTS = {"targets.extraction": (".py", ".json", ".gz"), "targets.lexicon": (".toml",)}


@cache
def extractor_version() -> str:
    """Hash (12 hex digits) of the grammar, its words and its weights; changes whenever one of them does."""
    digest = hashlib.sha256()
    for package, suffixes in _PARTS.items():
        for file in sorted(files(package).iterdir(), key=lambda f: f.name):
            if file.name.endswith(suffixes):
                digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]
