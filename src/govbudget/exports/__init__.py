"""What was read, given away (导出): tidy tables, the JSON form, an account for people.

The tidy tables are `govbudget.exports.tidy`, the JSON form `govbudget.exports.jsondoc` with its schema
in `govbudget.exports.schema`, the account `govbudget.exports.show`.
"""
