"""What a site is: its generator, its names, and which of its files are posts or pages."""

from newslint.site.detect import CONFIG_NAMES, declared, detect
from newslint.site.model import Settings, Site

__all__ = ["CONFIG_NAMES", "Settings", "Site", "declared", "detect"]
