"""What the files of a language pack hold: their tables, and what the meanings of each table look like."""

from __future__ import annotations

from collections.abc import Mapping

# The tables of each file of a pack. A table maps a meaning to its surface forms.
TABLES: Mapping[str, frozenset[str]] = {
    "calendar": frozenset(
        [
            "months",
            "guarded",
            "numbered",
            "not_months",
            "ordinals",
            "ordinal_marks",
            "nth",
            "nth_behind",
            "weekdays",
            "weekdays_bare",
            "guarded_weekdays",
            "day_words",
            "units",
            "units_one",
            "units_many",
            "units_two",
            "some",
            "named_units",
            "modifiers",
            "modifiers_after",
            "spans",
            "parts",
            "decades",
            "century_words",
            "centuries",
            "year_words",
            "relations",
            "relations_after",
            "durations",
            "anchored",
            "references",
            "of_it",
            "named_after",
            "year_earlier",
            "matching",
            "day_labels",
            "ordinal_labels",
            "determiners",
            "year_leads",
            "now_words",
            "unit_of",
            "until",
            "shifts",
            "fillers",
            "approximate",
        ]
    ),
    "feasts": frozenset(["feasts", "guarded", "hijri_months", "kurdish_months", "hijri_marks", "kurdish_marks"]),
    "numbers": frozenset(
        [
            "numbers",
            "scales",
            "scales_glued",
            "fractions",
            "and",
            "vague",
            "bounds",
            "bounds_after",
            "ranges",
            "not_counted",
            "not_counted_before",
            "names",
            "stops",
            "counting",
            "people",
            "people_before",
        ]
    ),
    "speech": frozenset(["verbs", "according", "carried", "persons", "countries", "offices", "subjects"]),
    "modality": frozenset(["cues", "tense", "forms", "background"]),
    "events": frozenset(["words", "locations"]),
    "sentences": frozenset(["breaks", "abbreviations"]),
}
LETTERS = frozenset(["prefixes", "suffixes", "connectors", "articles", "order", "look_alikes", "fused"])
ORDER = frozenset(["verb_first", "verb_last", "name_first", "phrases_in_subject", "month_first"])

_UNITS = "hour|day|week|weekend|month|quarter|half|season|year|decade|century"
_NUMBER = r"\d+(\.\d+)?"
_BOUNDS = "approx|under|at_most|over|at_least"

# What a meaning must look like, where the grammar knows only some: a whole match of the pattern.
MEANINGS: Mapping[str, str] = {
    "months": "[1-9]|1[0-2]",
    "ordinals": "[1-9]|[12][0-9]|3[01]",
    **dict.fromkeys(["weekdays", "weekdays_bare"], "[1-7]"),
    "day_words": r"-?\d(:-?\d)?",
    **dict.fromkeys(["units", "units_one", "units_many", "units_two"], _UNITS),
    "named_units": f"(next|last|this|following|that|after_next|before_last) ({_UNITS})( (start|mid|end))?",
    **dict.fromkeys(["modifiers", "modifiers_after"], "next|last|this|following|that|after_next|before_last|preceding"),
    "anchored": "after|before",
    "spans": "([1-9]|1[0-2])-([1-9]|1[0-2])",
    "parts": "start|mid|end|(first|second)_half|rest|whole",
    **dict.fromkeys(["nth", "nth_behind"], "-?[1-9]|[12][0-9]|3[01]"),
    "numbered": "words|ordinal",
    "decades": "[0-9]0",
    "century_words": "[0-9]{1,2}00",
    "centuries": "1?[0-9]|2[0-2]",
    "references": "[0-9]",
    "unit_of": _UNITS,
    **dict.fromkeys(["hijri_months", "kurdish_months"], "[1-9]|1[0-2]"),
    "relations": "in|by|before|after|from|since",
    "relations_after": "by|from|after|before",
    "durations": "within|after|before|ago|past|ahead|coming|earlier|later|lasting",
    "some": "before|after",
    "approximate": "before|after",
    **dict.fromkeys(["numbers", "scales", "scales_glued"], _NUMBER),
    "fractions": r"0\.\d+",
    "vague": r"\d+-\d+",
    "bounds": f"exact|{_BOUNDS}",
    "bounds_after": _BOUNDS,
    "ranges": "open|between|or|from",
    "stops": "phrase|things",
}
