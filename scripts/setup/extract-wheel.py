"""Takes chosen files out of a wheel: extract-wheel.py WHEEL FOLDER PREFIX=TARGET...

A file whose name starts with PREFIX is written below FOLDER/TARGET; the first PREFIX that fits counts. CRCs are checked.
"""
import os
import shutil
import sys
import zipfile

wheel, folder, *rules = sys.argv[1:]
pairs = [rule.split("=", 1) for rule in rules]
with zipfile.ZipFile(wheel) as archive:
    for entry in archive.infolist():
        rule = next(((prefix, target) for prefix, target in pairs if entry.filename.startswith(prefix)), None)
        if rule is None or entry.is_dir():
            continue
        prefix, target = rule
        path = os.path.normpath(os.path.join(folder, target + entry.filename[len(prefix):]))
        if not path.startswith(os.path.abspath(folder) + os.sep):
            sys.exit(f"{entry.filename} would be written outside the folder")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with archive.open(entry) as source, open(path, "wb") as out:
            shutil.copyfileobj(source, out, 1 << 20)
