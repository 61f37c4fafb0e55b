"""The pixels that Pillow holds, looked at where they are.

`Image.tobytes` copies them twice; Pillow's export for Arrow shows them in place. What it hands
out are two C structures (https://arrow.apache.org/docs/format/CDataInterface.html), of which one
pointer is wanted here: a library of Arrow's would be 40 MB for that.
"""

from __future__ import annotations

import ctypes
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

_BANDS: Final = 4
_MODES: Final = {"RGB", "RGBX", "RGBA"}


class _ArrowArray(ctypes.Structure):
    """`struct ArrowArray` up to what is read of it."""

    _fields_ = (
        ("length", ctypes.c_int64),
        ("null_count", ctypes.c_int64),
        ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_void_p)),
        ("children", ctypes.POINTER(ctypes.c_void_p)),
    )


_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = (ctypes.py_object, ctypes.c_char_p)


def held(image: Image.Image) -> npt.NDArray[np.uint8] | None:
    """Height × width × 4 of a picture of three or four bands, read-only, in its own memory.

    The memory lives as long as what is returned. None where Pillow holds the picture in pieces
    (above 16 MB), or otherwise than is known here.
    """
    if image.mode not in _MODES:
        return None
    try:
        _schema, capsule = image.__arrow_c_array__()
    except ValueError:  # in pieces
        return None
    length = image.width * image.height
    where = _address(capsule, length)
    if where is None:
        return None
    memory = memoryview(_keeping(capsule, where, length * _BANDS)).cast("B")
    flat: npt.NDArray[np.uint8] = np.frombuffer(memory, np.uint8)
    pixels = flat.reshape(image.height, image.width, _BANDS)
    pixels.flags.writeable = False
    return pixels


def _address(capsule: object, length: int) -> int | None:
    """Where the bytes of an array of so many pixels begin."""
    pixels = _ArrowArray.from_address(_pointer_of(capsule, b"arrow_array"))
    if (pixels.length, pixels.offset, pixels.n_children) != (length, 0, 1):
        return None
    values = _ArrowArray.from_address(pixels.children[0])
    if (values.length, values.offset, values.n_buffers) != (length * _BANDS, 0, 2):
        return None
    where: int | None = values.buffers[1]
    return where


def _keeping(capsule: object, where: int, size: int) -> ctypes.Array[ctypes.c_ubyte]:
    """The bytes there; the capsule, which lets go of them at its end, lives as long."""
    memory = (ctypes.c_ubyte * size).from_address(where)
    memory.capsule = capsule  # type: ignore[attr-defined]
    return memory
