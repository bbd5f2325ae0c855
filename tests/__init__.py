"""The test suite of govbudget; its folders mirror the package."""
