"""Taking in a photograph: any camera's file in, one clean master out.

`take_in` is a pure function of bytes, picklable both ways, meant for a worker
process: a decoder works on bytes that strangers made.
"""

from __future__ import annotations

import hashlib
import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from PIL import Image, ImageCms

from app.errors import UserError
from app.photos.coach import columns
from app.photos.errors import PhotoError
from app.photos.metadata import Metadata, read_metadata

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 40_000_000
MASTER_SIDE = 1600
THUMBNAIL_SIDE = 320
MASTER_QUALITY = 82
THUMBNAIL_QUALITY = 80

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_OTHER_IMAGES = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0", b"8BPS", b"<svg", b"\xff\x0a")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_warning_filters = threading.Lock()


@dataclass(frozen=True, slots=True)
class Intake:
    """A photograph as the program keeps it.

    `master` and `thumbnail` are sRGB JPEGs without metadata, at most 1600 and
    320 px on the longest side, named by `sha256` and `thumbnail_sha256`.
    `width`, `height` (px) and `size_bytes` are the master's. `taken_at` is the
    camera's wall clock, naive; latitude and longitude are degrees (WGS 84).
    `sharpness` and `brightness` are explained in `app.photos.coach.columns`.
    """

    master: bytes
    thumbnail: bytes
    sha256: str
    thumbnail_sha256: str
    width: int
    height: int
    size_bytes: int
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None
    sharpness: float
    brightness: float
    original_name: str


def take_in(data: bytes, *, original_name: str) -> Intake:
    """Decode, turn upright, shrink, strip and judge one photograph.

    Accepts JPEG, PNG, WebP and HEIC. For any bytes whatever, raises nothing
    but UserError: 'photo.empty', 'photo.not_an_image', 'photo.unsupported',
    'photo.too_large' or 'photo.corrupt', each naming the file.
    """
    kind = _recognise(data, original_name)
    try:
        with _strict_about_bombs():
            image, metadata = _decode(data, kind, original_name)
            return _pack(image, metadata, original_name)
    except UserError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(original_name) from error
    except Exception as error:
        # Decoders fail in every way there is; the photograph is damaged all the same.
        raise _corrupt(original_name) from error


def _recognise(data: bytes, name: str) -> str:
    """The Pillow format of `data` by its first bytes, never by the file's name."""
    if not data:
        raise _empty(name)
    if len(data) > MAX_BYTES:
        raise _too_many_bytes(name)
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _recognise_container(data, name)
    if data.startswith(_OTHER_IMAGES):
        raise _unsupported(name)
    raise _not_an_image(name)


def _recognise_container(data: bytes, name: str) -> str:
    """HEIC by its brands; the same container also holds AVIF pictures and films."""
    length = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, length, 4)}
    if b"avif" in brands or not brands & _HEIF_BRANDS:
        raise _unsupported(name)
    return "HEIF"


@cache
def _register_heif() -> None:
    # Imported when the first HEIC comes: most laptops never see one.
    import pillow_heif

    pillow_heif.register_heif_opener()


@contextmanager
def _strict_about_bombs() -> Iterator[None]:
    """Between one and two times its limit Pillow only warns: make that an error.

    Warning filters belong to the whole process, hence one intake at a time.
    """
    with _warning_filters, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _decode(data: bytes, kind: str, name: str) -> tuple[Image.Image, Metadata]:
    """The upright picture at master size in sRGB, and what the camera noted."""
    if kind == "HEIF":
        _register_heif()
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels(name)
        metadata = read_metadata(image)
        size = _fitting(image.size, MASTER_SIDE)
        if kind == "JPEG":
            # Let libjpeg shrink while decoding. load() at once: thumbnail() and
            # friends would call draft() again and undo it.
            image.draft(None, size)
        image.load()
        profile = image.info.get("icc_profile")
        small = _shrink(_flatten(image), size)
    if kind == "HEIF":  # pillow-heif has turned the pixels already
        return _to_srgb(small, profile), metadata
    return _upright(_to_srgb(small, profile), metadata.orientation), metadata


def _fitting(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _flatten(image: Image.Image) -> Image.Image:
    """Without transparency (what was clear becomes white) and with 8 bits a band."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("LA", "La"):
        return _on_white(image.convert("LA"), "L")
    if image.has_transparency_data:
        return _on_white(image.convert("RGBA"), "RGB")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _on_white(image: Image.Image, mode: str) -> Image.Image:
    ground = Image.new(mode, image.size, "white")
    ground.paste(image.convert(mode), mask=image.getchannel("A"))
    return ground


def _shrink(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB in sRGB. A profile that cannot be used is ignored: colours beat no photo."""
    if profile:
        try:
            return _apply_profile(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return image.convert("RGB")
    return image.convert("RGB")


def _apply_profile(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if image.mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(source):
        return image
    converted = ImageCms.profileToProfile(
        image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    return converted if converted is not None else image.convert("RGB")


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _pack(image: Image.Image, metadata: Metadata, name: str) -> Intake:
    # Pillow's encoder writes comments it finds here back into the file.
    image.info = {}
    small = _shrink(image, _fitting(image.size, THUMBNAIL_SIDE))
    master = _encode(image, MASTER_QUALITY)
    thumbnail = _encode(small, THUMBNAIL_QUALITY)
    return Intake(
        master=master,
        thumbnail=thumbnail,
        sha256=hashlib.sha256(master).hexdigest(),
        thumbnail_sha256=hashlib.sha256(thumbnail).hexdigest(),
        width=image.width,
        height=image.height,
        size_bytes=len(master),
        taken_at=metadata.taken_at,
        latitude=metadata.latitude,
        longitude=metadata.longitude,
        sharpness=columns.sharpness(image),
        brightness=columns.brightness(small),
        original_name=name,
    )


def _encode(image: Image.Image, level: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=level)
    return out.getvalue()


def _failure(code: str, what: str, todo: str) -> PhotoError:
    return PhotoError(code, what, safe="Data produk tidak berubah.", todo=todo)


def _empty(name: str) -> PhotoError:
    return _failure(
        "photo.empty",
        f"Berkas “{name}” kosong (0 bita).",
        "Salin ulang foto itu dari kamera atau ponsel, atau foto ulang.",
    )


def _not_an_image(name: str) -> PhotoError:
    return _failure(
        "photo.not_an_image",
        f"Berkas “{name}” bukan foto.",
        "Pilih berkas JPEG, PNG, WebP, atau HEIC.",
    )


def _unsupported(name: str) -> PhotoError:
    return _failure(
        "photo.unsupported",
        f"Jenis gambar “{name}” belum didukung.",
        "Simpan dahulu sebagai JPEG, PNG, WebP, atau HEIC.",
    )


def _corrupt(name: str) -> PhotoError:
    return _failure(
        "photo.corrupt",
        f"Foto “{name}” rusak atau terpotong, sehingga tidak dapat dibuka.",
        "Salin ulang foto itu dari kamera atau ponsel, atau foto ulang.",
    )


def _too_many_bytes(name: str) -> PhotoError:
    return _failure(
        "photo.too_large",
        f"Berkas “{name}” lebih besar dari 40 MB.",
        "Kecilkan dahulu, atau foto ulang dengan mutu biasa.",
    )


def _too_many_pixels(name: str) -> PhotoError:
    return _failure(
        "photo.too_large",
        f"Foto “{name}” lebih dari 40 megapiksel.",
        "Kecilkan dahulu, atau foto ulang dengan resolusi biasa.",
    )
