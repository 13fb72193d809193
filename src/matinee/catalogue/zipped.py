"""Zips an answer that is the same for everybody."""

from django.middleware.gzip import GZipMiddleware
from django.utils.decorators import decorator_from_middleware


class _Zipped(GZipMiddleware):
    """The page holds no secret, so it needs no random bytes and stays the same for everybody."""

    max_random_bytes = 0


zipped = decorator_from_middleware(_Zipped)
