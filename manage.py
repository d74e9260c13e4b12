#!/usr/bin/env python
import os, sys  # noqa: E401, I001

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arariwa.settings")
__import__("django.core.management").core.management.execute_from_command_line(sys.argv)
