"""The schemas of a dossier's parts, for requests that keep them just as they came: derived from content.py."""

from __future__ import annotations

from typing import Any

from shared.contracts.declaration import content
from shared.wire.schemas import kept_schema_of

# Schemas made at run time are Any to the type checker: requests inherit from some of them.
PersonFacts: Any = kept_schema_of(content.PersonFacts)
UnitFacts: Any = kept_schema_of(content.UnitSnapshot)
PresentTitle: Any = kept_schema_of(content.PresentTitle)
TableRow: Any = kept_schema_of(content.TableRow)
Education: Any = kept_schema_of(content.Education)
WorkPeriod: Any = kept_schema_of(content.Employment)
Training: Any = kept_schema_of(content.Training)
Achievement: Any = kept_schema_of(content.Achievement)
Paper: Any = kept_schema_of(content.Paper)
Award: Any = kept_schema_of(content.Award)
Patent: Any = kept_schema_of(content.Patent)
Exam: Any = kept_schema_of(content.Exam)
Assessment: Any = kept_schema_of(content.Assessment)
ContinuingEducation: Any = kept_schema_of(content.ContinuingEducation)
Material: Any = kept_schema_of(content.Material)
Commitment: Any = kept_schema_of(content.Commitment)
PlanFacts: Any = kept_schema_of(content.PlanFacts)
Dossier: Any = kept_schema_of(content.Dossier)
