"""Notices, plans, people, declarations, materials, eligibility and progress: the applicant's side of the suite."""
