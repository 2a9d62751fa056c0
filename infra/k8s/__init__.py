"""Kubernetes manifests: `base/<service>.yaml` are written by `render` from one template and a table of sizes."""
