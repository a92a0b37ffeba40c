"""Files that were sent: stored in memory, offered for download, photos in several sizes."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from bot.demo.refusals import bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024
PHOTO_SIZES = (90, 320, 800, 1280)
_FOLDERS = {"photo": "photos", "voice": "voice", "document": "documents", "sticker": "stickers"}
_ENDINGS = {"photo": ".jpg", "voice": ".oga", "sticker": ".webp"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    path: str
    content: bytes
    mime_type: str
    shape: dict[str, Any]

    @property
    def api(self) -> dict[str, Any]:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.shape["file_unique_id"],
            "file_size": len(self.content),
            "file_path": self.path,
        }


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._photos: dict[str, list[dict[str, Any]]] = {}

    def add(self, sort: str, content: bytes, *, name: str = "", mime_type: str = "") -> StoredFile:
        number = len(self._by_id) + 1
        unique = hashlib.sha256(content).hexdigest()[:16]
        ending = _ENDINGS.get(sort) or ("." + name.rsplit(".", 1)[1] if "." in name else "")
        shape: dict[str, Any] = {
            "file_id": f"{sort[:2].upper()}{number:08d}{unique}",
            "file_unique_id": f"{sort[:1].upper()}{unique}",
            "file_size": len(content),
        }
        if sort == "document":
            shape |= {"file_name": name, "mime_type": mime_type or "application/octet-stream"}
        elif sort == "voice":
            shape |= {"mime_type": mime_type or "audio/ogg"}
        path = f"{_FOLDERS[sort]}/file_{number}{ending}"
        stored = StoredFile(shape["file_id"], path, content, mime_type, shape)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def add_photo(self, content: bytes) -> list[dict[str, Any]]:
        """The PhotoSize list of a picture, smallest first; like Telegram it is made a JPEG anew."""
        try:
            picture = Image.open(BytesIO(content)).convert("RGB")
        except (UnidentifiedImageError, OSError, ValueError) as fault:
            raise bad_request("IMAGE_PROCESS_FAILED") from fault
        sizes: list[dict[str, Any]] = []
        longest = max(picture.size)
        for side in [s for s in PHOTO_SIZES if s < longest] + [min(longest, PHOTO_SIZES[-1])]:
            if sizes and side <= max(sizes[-1]["width"], sizes[-1]["height"]):
                continue
            smaller = picture.copy()
            smaller.thumbnail((side, side))
            out = BytesIO()
            smaller.save(out, "JPEG", quality=85)
            stored = self.add("photo", out.getvalue(), mime_type="image/jpeg")
            stored.shape.update(width=smaller.width, height=smaller.height)
            sizes.append(stored.shape)
            self._photos[stored.file_id] = sizes
        return sizes

    def photo(self, file_id: str) -> list[dict[str, Any]]:
        """All sizes of the photo that this file is one size of."""
        if file_id not in self._photos:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._photos[file_id]

    def get(self, file_id: str) -> StoredFile:
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return stored

    def for_download(self, file_id: str) -> StoredFile:
        stored = self.find(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.content) > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)
