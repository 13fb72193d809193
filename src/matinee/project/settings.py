"""Django's settings, made from the site folder that the environment names."""

import logging
from urllib.parse import urlsplit

import dj_database_url
from jinja2 import StrictUndefined

from matinee.project.mail_url import mail_server
from matinee.project.site_folder import configured_folder
from matinee.project.site_settings import SiteSettings, read_site_settings

MATINEE_FOLDER = configured_folder()
MATINEE: SiteSettings = read_site_settings(MATINEE_FOLDER.settings_file)

_address = urlsplit(MATINEE.address)
_https = _address.scheme == "https"
_endpoint = urlsplit(MATINEE.conversation_endpoint)

SECRET_KEY = MATINEE_FOLDER.secret_key()
DEBUG = MATINEE.debug
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *(each.hostname for each in (_address, _endpoint) if each.hostname),
    *MATINEE.hosts,
]

INSTALLED_APPS = [
    "matinee.project",
    "matinee.publishing",
    "matinee.discussion",
    "matinee.search",
    "matinee.programmes",
    "matinee.correspondence",
    "matinee.catalogue",
    "matinee.releases",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    # The studio asks for the addresses of documents and pictures alike, so both are installed.
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "matinee.project.urls"
ASGI_APPLICATION = "matinee.project.asgi.application"

TEMPLATES = [
    {
        "NAME": "studio",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "NAME": "public",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
]

SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock at BEGIN, where the busy timeout applies:
    # a read that turns into a write fails at once otherwise.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-16000;"
        "PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=33554432"
    ),
}
if MATINEE.database_url:
    DATABASES = {"default": dj_database_url.parse(MATINEE.database_url)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(MATINEE_FOLDER.database_file),
            "OPTIONS": SQLITE_OPTIONS,
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = MATINEE.language
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [(MATINEE.language, MATINEE.language)]
TIME_ZONE = MATINEE.time_zone
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = str(MATINEE_FOLDER.media)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(MATINEE_FOLDER.originals), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Cookies stay in the studio: a public page is the same for every visitor.
STUDIO_URL = "/studio/"
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = STUDIO_URL
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
CSRF_TRUSTED_ORIGINS = [f"https://{_address.netloc}"] if _https else []
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# Without a server, what the studio mails to its editors stands in the log.
_mail = mail_server(MATINEE)
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'smtp' if MATINEE.mail_url else 'console'}.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls == "starttls", _mail.tls == "implicit"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MATINEE.mail_from or "webmaster@localhost"

WAGTAIL_SITE_NAME = MATINEE.site_name
WAGTAILADMIN_BASE_URL = MATINEE.address.rstrip("/") or "http://127.0.0.1:8000"
WAGTAILIMAGES_IMAGE_MODEL = "catalogue.Picture"
# A document is a public file like any other, also where no Django runs.
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "srt", "txt", "vtt", "zip"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Old addresses are led on by catalogue.redirects, for names as for pages.
WAGTAILREDIRECTS_AUTO_CREATE = False
# The studio asks no third party for anything.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None


def _is_news(record: logging.LogRecord) -> bool:
    """Drop the scheduler's chatter: what fails in it is raised to us, and told once."""
    return not record.name.startswith("distributed") or record.levelno >= logging.CRITICAL


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"news": {"()": "django.utils.log.CallbackFilter", "callback": _is_news}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["news"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"matinee": {"level": MATINEE.log_level}, "django.server": {"level": "WARNING"}},
}
