#!/usr/bin/env python3
"""Every path that README.md names in its map of the folders, or links to, exists."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
text = (root / "README.md").read_text()
named = re.findall(r"^\| `([\w./-]+)` \|", text, re.M) + re.findall(r"\]\((?!http)([^)#]+)\)", text)
missing = [path for path in named if not (root / path).exists()]
for path in missing:
    print(f"README.md names {path}, which does not exist")
sys.exit(1 if missing or not named else 0)
