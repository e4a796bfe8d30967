"""What a name says about the kind of a behavior: a small table of words."""

import re
from collections.abc import Mapping
from typing import Final

OTHER: Final = "other"

_BY_CATEGORY: Final[Mapping[str, str]] = {
    "health": (
        "run running jog gym swim swimming bike cycle cycling workout exercise training strength stretch "
        "stretching walk hike hiking ski skiing tennis football basketball climb climbing dance dentist "
        "doctor physio physiotherapy checkup sleep cook cooking vitamins pills medicine weights rowing row "
        "badminton volleyball squash pushups jogging skating surf surfing boxing judo karate pilates cardio "
        "lift lifting"
    ),
    "learning": (
        "read reading book books study studying learn learning course language vocabulary flashcards lecture "
        "homework exam exams spanish french german english italian japanese chinese latin math maths anki "
        "duolingo lesson class revise research"
    ),
    "creativity": (
        "guitar piano violin drums ukulele cello flute sing singing choir draw drawing paint painting sketch "
        "write writing novel poem poems photo photos photography knit knitting sew sewing craft pottery "
        "compose music band"
    ),
    "mindfulness": (
        "meditate meditation yoga breathe breathing journal journaling diary gratitude pray prayer "
        "mindfulness reflect tai"
    ),
    "social": (
        "friends friend family mum mom mother dad father grandma grandpa parents sister brother kids children "
        "date party dinner visit club pub volunteer partner wife husband neighbours"
    ),
    "productivity": (
        "work report email emails mail mails inbox plan planning review project deep code coding program "
        "programming desk paper thesis presentation slides meeting standup application cv filing backup"
    ),
    "financial": (
        "rent bills bill tax taxes bank budget invoice invoices money savings invest investing insurance "
        "expenses pay accounts"
    ),
    "wellness": (
        "nap bath sauna massage garden gardening relax rest clean cleaning tidy windows laundry vacuum "
        "declutter spa haircut skincare floss teeth plants"
    ),
}
_CATEGORY_OF: Final[Mapping[str, str]] = {
    word: category for category, words in _BY_CATEGORY.items() for word in words.split()
}
_WORD: Final = re.compile(r"[^\W\d_]+")


def category_of(name: str) -> str:
    """Return the category that the first telling word of a name speaks for, “other” where none does."""
    words = _WORD.findall(name.lower())
    return next((_CATEGORY_OF[word] for word in words if word in _CATEGORY_OF), OTHER)
