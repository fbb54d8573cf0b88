"""Random changes of XML that leave it well-formed: elements cut, doubled, emptied, their words and attributes others."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml import etree

Change = tuple[int, str, bytes, int]
"""Where, what kind of change, what is put there, how much of what was there."""


def changed_xml(data: bytes, changes: Sequence[Change]) -> bytes:
    """The document after the changes; the place of each is counted in elements, round the end."""
    root = etree.fromstring(data)
    for place, kind, new, length in changes:
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        element = elements[place % len(elements)]
        parent, names = element.getparent(), list(element.attrib)
        words = "".join(filter(str.isprintable, new.decode("utf-8", "ignore")))
        if kind == "cut" and parent is not None:
            parent.remove(element)
        elif kind == "twice" and parent is not None:
            parent.insert(parent.index(element), copy.deepcopy(element))
        elif kind == "put" and names:
            element.set(names[length % len(names)], words)
        else:
            element.text = words
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
