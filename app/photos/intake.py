"""Taking in a photograph: any camera's file in, one clean master out.

A pure function of bytes, run in the workshop (`app.photos.workshop`): a decoder works on
bytes that strangers made. Everybody else calls `app.photos.taking.take_in`.
"""

from __future__ import annotations

import hashlib
import io
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms

from app.errors import UserError
from app.photos import errors
from app.photos.frames import Frame
from app.photos.geometry import fitting
from app.photos.metadata import Metadata, read_metadata
from app.photos.scans import scans
from app.photos.taken import MASTER_SIDE, MAX_BYTES, THUMBNAIL_SIDE, Intake, to_wire

if TYPE_CHECKING:
    from app.photos.scaling import Pixels

MAX_PIXELS = 40_000_000
MAX_WEBP_PIXELS = 24_000_000
"""Its decoder holds four copies of the picture at once."""
MASTER_QUALITY = 82
THUMBNAIL_QUALITY = 80
MAX_SCANNED_PIXELS = 600_000_000
"""Pixels times scans of a progressive JPEG: a camera makes a dozen, a trap makes thousands."""

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_OTHER_IMAGES = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0", b"8BPS", b"<svg", b"\xff\x0a")
_NO_MEMORY = -4
"""`cv::Error::StsNoMem`."""
_warning_filters = threading.Lock()


def job(header: dict[str, Any], blobs: list[bytes]) -> Frame:
    """`take_in` as a job of the workshop: one blob in, master and thumbnail out.

    With `coach` false the coach does not look: for who measures what he costs.
    """
    coach = bool(header.get("coach", True))
    return to_wire(take_in(blobs[0], original_name="", coach=coach))


def take_in(data: bytes, *, original_name: str, coach: bool = True) -> Intake:
    """Decode, turn upright, shrink, strip and judge one photograph.

    Accepts JPEG, PNG, WebP and HEIC. For any bytes whatever, raises nothing
    but UserError: 'photo.empty', 'photo.not_an_image', 'photo.unsupported',
    'photo.too_large', 'photo.too_many_pixels', 'photo.too_hard' or 'photo.corrupt', each
    naming the file; and MemoryError, which the workshop answers.
    """
    kind = _recognise(data, original_name)
    try:
        with _strict_about_bombs():
            pixels, metadata = _decode(data, kind, original_name)
            return _pack(pixels, metadata, original_name, coach=coach)
    except (UserError, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise errors.too_many_pixels(original_name) from error
    except Exception as error:
        if _is_short_of_memory(error):
            raise MemoryError from error
        # Decoders fail in every way there is; the photograph is damaged all the same.
        raise errors.corrupt(original_name) from error


def _is_short_of_memory(error: Exception) -> bool:
    """OpenCV, which need not be loaded, has its own way to say so."""
    return type(error).__module__ == "cv2" and getattr(error, "code", 0) == _NO_MEMORY


def _recognise(data: bytes, name: str) -> str:
    """The Pillow format of `data` by its first bytes, never by the file's name."""
    if not data:
        raise errors.empty(name)
    if len(data) > MAX_BYTES:
        raise errors.too_many_bytes(name)
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _recognise_container(data, name)
    if data.startswith(_OTHER_IMAGES):
        raise errors.unsupported(name)
    raise errors.not_an_image(name)


def _recognise_container(data: bytes, name: str) -> str:
    """HEIC by its brands; the same container also holds AVIF pictures and films."""
    length = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, length, 4)}
    if b"avif" in brands or not brands & _HEIF_BRANDS:
        raise errors.unsupported(name)
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


def _decode(data: bytes, kind: str, name: str) -> tuple[Pixels, Metadata]:
    """The upright picture at master size in sRGB, and what the camera noted."""
    if kind == "HEIF":
        _register_heif()
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise errors.too_many_pixels(name)
        if _is_trap(kind, image.width * image.height, data):
            raise errors.too_hard(name)
        metadata = read_metadata(image)
        size = fitting(image.size, MASTER_SIDE)
        if kind == "JPEG":
            # Let libjpeg shrink while decoding. load() at once: thumbnail() and
            # friends would call draft() again and undo it.
            image.draft(None, size)
        image.load()
        profile = image.info.get("icc_profile")
        pixels = _small(_scalable(image), size, profile)
        # Loaded by now, and not before: the largest pictures need its 50 MB while they are decoded.
        from app.photos import scaling
    if kind == "HEIF":  # pillow-heif has turned the pixels already
        return pixels, metadata
    return scaling.upright(pixels, metadata.orientation), metadata


def _small(image: Image.Image, size: tuple[int, int], profile: bytes | None) -> Pixels:
    """At master size, on white, in sRGB."""
    if image.mode != "RGB":  # seldom; Pillow knows that what is clear has no colour
        sized = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
        from app.photos import scaling

        return scaling.pixels_of(_to_srgb(_on_white(sized), profile))
    from app.photos import scaling

    pixels = scaling.shrunk(image, size)
    if profile is None:
        return pixels
    before = scaling.picture(pixels).convert("RGB")
    after = _to_srgb(before, profile)
    return pixels if after is before else scaling.pixels_of(after)


def _is_trap(kind: str, pixels: int, data: bytes) -> bool:
    """Whether decoding would take more time or memory than any job may."""
    if kind == "JPEG":
        return pixels * scans(data) > MAX_SCANNED_PIXELS
    return kind == "WEBP" and pixels > MAX_WEBP_PIXELS


def _scalable(image: Image.Image) -> Image.Image:
    """In a mode of 8 bits a band that can be scaled, transparency and all.

    Only what must be converts at full size: each copy of 40 megapixels is 160 MB.
    """
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("RGBA", "LA"):
        return image
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency: what was clear becomes white."""
    if image.mode not in ("RGBA", "LA"):
        return image
    mode = image.mode[:-1]
    ground = Image.new(mode, image.size, "white")
    ground.paste(image.convert(mode), mask=image.getchannel("A"))
    return ground


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


def _pack(pixels: Pixels, metadata: Metadata, name: str, *, coach: bool = True) -> Intake:
    from app.photos import scaling
    from app.photos.coach import columns

    image = scaling.picture(pixels)
    # Halved first: nothing to be seen at that size, and half the work.
    half = scaling.halves(pixels, columns.MEASURED_SIDE)
    size = fitting(image.size, THUMBNAIL_SIDE)
    small = scaling.resized(scaling.halves(half, THUMBNAIL_SIDE), size)
    master = _encode(image, MASTER_QUALITY)
    thumbnail = _encode(scaling.picture(small), THUMBNAIL_QUALITY)
    measures, phash = _measured(image.convert("RGB")) if coach else (None, None)
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
        sharpness=columns.sharpness(half),
        brightness=columns.brightness(small),
        original_name=name,
        measures=measures,
        phash=phash,
    )


def repack(image: Image.Image, name: str) -> Intake:
    """A picture made from a clean master, as `take_in` would keep it: sized, encoded, judged."""
    from app.photos import scaling

    size = fitting(image.size, MASTER_SIDE)
    return _pack(scaling.shrunk(image.convert("RGB"), size), Metadata(), name)


Measure = Callable[[Image.Image], tuple[Mapping[str, float], str]]


def _coach() -> Measure:
    """The coach's eye, `measure(image) → (figures, likeness)`."""
    from app.photos.coach import measure

    return measure


def _measured(image: Image.Image) -> tuple[Mapping[str, float] | None, str | None]:
    """What the coach sees; nothing where it cannot look: a photograph is worth more than advice."""
    try:
        return _coach()(image)
    except MemoryError:
        raise
    except Exception as error:  # OpenCV fails in its own ways on odd pictures
        if _is_short_of_memory(error):
            raise MemoryError from error
        return None, None


def _encode(image: Image.Image, level: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=level)
    return out.getvalue()
