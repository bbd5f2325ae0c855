"""The two laws of a budget, as statements (两条规律): a total is the sum of its parts; one point, one value.

Written once, below reading and checks: reading evaluates statements to settle what a column means,
checks judge figures by them.
"""
