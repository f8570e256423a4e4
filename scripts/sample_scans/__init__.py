"""Draws the synthetic scans under sample-scans; see scripts/make-sample-scans."""
