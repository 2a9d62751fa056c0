"""The field's terms as types: levels, natures, tiers, selectors, and the reference tables."""
