"""Reconciliation (勾稽关系): which of its own arithmetic a disclosure keeps, and which it breaks.

Works on the model and the laws alone: what judges figures shares no code with what read them.
"""
