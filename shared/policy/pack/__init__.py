"""The frozen dataclasses a pack is made of; `shared.policy` describes and re-exports them."""
