"""Settings of a running copy, all read from `ARARIWA_*` (docs/running.md lists them).

Everything a copy owns lives under ARARIWA_HOME (default ./var): db.sqlite3, files/, keys/, papers.
"""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from arariwa.core import env

# What this process writes is read by its own account only.
os.umask(0o077)

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(env.text("HOME") or ROOT / "var").absolute()
PACKS = Path(env.text("PACKS") or ROOT / "packs").absolute()

DEBUG = env.flag("DEBUG", False)


def _unusable_home(error: OSError) -> env.WrongSetting:
    return env.WrongSetting(
        "ARARIWA_HOME", str(HOME), f"a folder this account may write to ({error.strerror})"
    )


def _is_demonstration() -> bool:
    """The demonstration writes this file into the home it fills; its people are invented, their passwords public."""
    try:
        return (HOME / "demo.json").exists()
    except OSError as error:
        raise _unusable_home(error) from error


DEMO = _is_demonstration()
TEST = "PYTEST_VERSION" in os.environ or "ARARIWA_TEST_POSTGRES" in os.environ


def _secret() -> str:
    """The signing secret: from the environment, else made once and kept in the home, readable by its owner only."""
    if given := env.text("SECRET_KEY"):
        return given
    path = HOME / "keys" / "secret"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        if TEST:
            return "test" * 16
        return _new_secret(path)
    except OSError as error:
        raise _unusable_home(error) from error


def _new_secret(path: Path) -> str:
    made = secrets.token_urlsafe(50)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(made)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise _unusable_home(error) from error
    return made


SECRET_KEY = _secret()
ALLOWED_HOSTS = env.words("HOSTS", "127.0.0.1,localhost,[::1]")
# The address people outside reach this copy by; printed on papers and labels.
PUBLIC_ADDRESS = env.text("PUBLIC_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
SECURE = PUBLIC_ADDRESS.startswith("https://")
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", not (DEMO or TEST))

INSTALLED_APPS = [
    "arariwa.core",
    "arariwa.law",
    "arariwa.events",
    "arariwa.evidence",
    "arariwa.cases",
    "arariwa.rights",
    "arariwa.outreach",
    "arariwa.training",
    "arariwa.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "js_lib_leaflet",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "arariwa.core.middleware.Compressed",
    "arariwa.core.middleware.Door",
]

ROOT_URLCONF = "arariwa.urls"
WSGI_APPLICATION = "arariwa.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "arariwa.core.context.frame",
            ],
            "builtins": [
                "arariwa.core.templatetags.arariwa",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "arariwa.core.forms.Renderer"


def _database(address: str) -> dict[str, object]:
    """Django's entry for `postgresql://user:password@host:port/name`; empty means the SQLite file of the home.

    A server reached through a socket is written as everywhere else: `postgresql://user@/name?host=/run/postgresql`.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "db.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL survives a power cut: what was acknowledged is on the disk.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
            },
        }
    try:
        parts = urlsplit(address)
        port = parts.port or ""
    except ValueError as error:
        raise _wrong_database(address) from error
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise _wrong_database(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parse_qs(parts.query).get("host", [""])[0] or parts.hostname or "",
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _wrong_database(address: str) -> env.WrongSetting:
    without_password = re.sub(r"(//[^:]*:).*@", r"\1…@", address)
    return env.WrongSetting("ARARIWA_DATABASE", without_password, "postgresql://user:password@host:port/name")


DATABASES = {"default": _database(env.text("DATABASE"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that a count of failed sign-ins holds across workers.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "core:home"
LOGOUT_REDIRECT_URL = "core:home"
ACCOUNT_ADAPTER = "arariwa.core.account.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Who asks for a password of an address we do not know gets no mail: it would offer to sign up.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/15m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Arariwa"

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["arariwa.core.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Lima"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS: list[Path] = []
FILES = HOME / "files"
KEYS = HOME / "keys"
# The folder below PACKS whose issuer.yaml names who issues certificates, such as programmes/<programme>.
ISSUER = env.text("ISSUER", "demo" if DEMO or TEST else "")
# Largest upload, in bytes; photos of a phone are 3 to 12 MB.
UPLOAD_LIMIT = env.number("UPLOAD_LIMIT", 40 * 1024 * 1024, at_least=1024)
# Whoever has no account may send ten photos at once, each of 15 MB, not fill the disk.
VISITOR_LIMIT = 160 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
FILE_UPLOAD_TEMP_DIR = None

_SELF = "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": [_SELF],
        "style-src": [_SELF],
        "img-src": [_SELF, "data:", "blob:"],
        "media-src": [_SELF],
        "connect-src": [_SELF],
        "font-src": [_SELF],
        "manifest-src": [_SELF],
        "worker-src": [_SELF],
        "form-action": [_SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
# Gone with the window: on a shared telephone it tells that someone was here.
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "arariwa.core.errors.csrf"
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if SECURE else []
if SECURE:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if env.flag("BEHIND_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

EMAIL_BACKEND = (
    "django.core.mail.backends.console.EmailBackend"
    if (DEMO or DEBUG)
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "arariwa@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
}

# Files of the demonstration and of the tests are served as they are; elsewhere their names carry their hash.
_PLAIN = DEMO or DEBUG or TEST
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES}},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"
        if _PLAIN
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = _PLAIN
WHITENOISE_MAX_AGE = 0 if _PLAIN else 3600

if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
