"""The tour: every page of the console once, at every size, as its links lead there.

`places` says which pages there are (from the application's own map of addresses) and which cannot be pictured,
`visits` whom the tour sends and from where, `walk` follows the links, `pictures` and `record` keep what `make tour`
stores in docs/tour. The tests walk the same way and store nothing.
"""
