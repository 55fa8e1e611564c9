"""Korean, by the English text.

A fact stands as `{name}`, a number as `{name:d}`, and as `{}` what only English needs. Sentences
end in 합니다 and 하세요, as the rules' messages do. A particle that would hang on a fact is written
around: `{name}` 규칙이, not `{name}`이(가).
"""

from __future__ import annotations

from newslint.words.ko import (
    archive,
    baseline,
    borrowed,
    commands,
    config,
    editing,
    init,
    online,
    report,
    rules,
    run,
    site,
    usage,
)

_MODULES = (
    archive,
    baseline,
    borrowed,
    commands,
    config,
    editing,
    init,
    online,
    report,
    rules,
    run,
    site,
    usage,
)
WORDS = {english: korean for module in _MODULES for english, korean in module.WORDS.items()}
