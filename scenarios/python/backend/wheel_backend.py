"""Build backend of the package (PEP 517, PEP 660), with the standard library alone.

A wheel is a zip archive with metadata files ("Binary distribution format" of the Python Packaging User Guide). Equal
sources give equal bytes.
"""

import base64
import hashlib
import io
import re
import tarfile
import zipfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_SOURCES = _ROOT / "src"
_LICENSE = _ROOT.parents[1] / "LICENSE"
_NAME = "brownout"
_TAG = "py3-none-any"
_DAY = (1980, 1, 1, 0, 0, 0)
_METADATA = """\
Metadata-Version: 2.1
Name: brownout
Version: {version}
Summary: Run Brownout, a simulator of distributed systems, and read its results as data frames
License: Apache-2.0
Classifier: Intended Audience :: Developers
Classifier: Operating System :: OS Independent
Classifier: Programming Language :: Python :: 3
Classifier: Typing :: Typed
Requires-Python: >=3.9
Provides-Extra: pandas
Requires-Dist: pandas>=1.3; extra == "pandas"
Description-Content-Type: text/markdown

{readme}"""
_WHEEL = f"Wheel-Version: 1.0\nGenerator: wheel_backend\nRoot-Is-Purelib: true\nTag: {_TAG}\n"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes a wheel with the package. Returns its file name."""
    paths = sorted(path for path in (_SOURCES / _NAME).iterdir() if path.is_file())
    return _write(wheel_directory, {f"{_NAME}/{path.name}": path.read_bytes() for path in paths})


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes a wheel that adds the folder of the sources to the path of modules. Returns its file name."""
    return _write(wheel_directory, {f"_{_NAME}.pth": f"{_SOURCES}\n".encode()})


def build_sdist(sdist_directory, config_settings=None):
    """Writes an archive of the sources. Returns its file name."""
    stem = f"{_NAME}-{_version()}"
    paths = [_ROOT / "pyproject.toml", _ROOT / "README.md", Path(__file__).resolve(), *(_SOURCES / _NAME).iterdir()]
    with tarfile.open(Path(sdist_directory, stem + ".tar.gz"), "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(path for path in paths if path.is_file()):
            archive.add(path, f"{stem}/{path.relative_to(_ROOT).as_posix()}")
        metadata = _metadata().encode()
        entry = tarfile.TarInfo(f"{stem}/PKG-INFO")
        entry.size = len(metadata)
        archive.addfile(entry, io.BytesIO(metadata))
    return stem + ".tar.gz"


def _version():
    text = (_SOURCES / _NAME / "_version.py").read_text("utf-8")
    return re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)[1]


def _metadata():
    return _METADATA.format(version=_version(), readme=(_ROOT / "README.md").read_text("utf-8"))


def _write(directory, files):
    """Writes a wheel with files and the metadata. Returns its file name."""
    folder = f"{_NAME}-{_version()}.dist-info"
    files = {**files, f"{folder}/METADATA": _metadata().encode(), f"{folder}/WHEEL": _WHEEL.encode()}
    if _LICENSE.is_file():
        files[f"{folder}/LICENSE"] = _LICENSE.read_bytes()
    record = "".join(f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in files.items())
    files[f"{folder}/RECORD"] = (record + f"{folder}/RECORD,,\n").encode()
    name = f"{_NAME}-{_version()}-{_TAG}.whl"
    with zipfile.ZipFile(Path(directory, name), "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _DAY)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return name


def _digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
