"""The schemas of a person's circumstances, for requests that keep them just as they came: see circumstances.py."""

from __future__ import annotations

from typing import Any

from shared.contracts.declaration import circumstances
from shared.contracts.declaration.circumstances import KINDS as KINDS
from shared.contracts.declaration.circumstances import NATURES as NATURES
from shared.contracts.declaration.circumstances import OCCUPATIONS as OCCUPATIONS
from shared.contracts.declaration.circumstances import ORIGINS as ORIGINS
from shared.contracts.declaration.circumstances import RECOMMENDERS as RECOMMENDERS
from shared.contracts.declaration.circumstances import SKILLS as SKILLS
from shared.contracts.declaration.circumstances import TIERS as TIERS
from shared.wire.schemas import kept_schema_of

# Schemas made at run time are Any to the type checker: requests inherit from some of them.
Service: Any = kept_schema_of(circumstances.GrassrootsService)
GreenChannel: Any = kept_schema_of(circumstances.GreenChannel)
Skill: Any = kept_schema_of(circumstances.Skill)
Qualification: Any = kept_schema_of(circumstances.Qualification)
Conversion: Any = kept_schema_of(circumstances.Conversion)
Honour: Any = kept_schema_of(circumstances.Honour)
Programme: Any = kept_schema_of(circumstances.Programme)
Recommendation: Any = kept_schema_of(circumstances.Recommendation)
Epidemic: Any = kept_schema_of(circumstances.Epidemic)
Discipline: Any = kept_schema_of(circumstances.Discipline)
Circumstances: Any = kept_schema_of(circumstances.Circumstances)
Filed: Any = kept_schema_of(circumstances.OtherDeclaration)
Record: Any = kept_schema_of(circumstances.RegisterRecord)
