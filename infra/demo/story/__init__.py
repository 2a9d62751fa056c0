"""What a run hands over to people: five stories, its papers in folders, and a page that shows both without a server.

`people` picks the five out of what was played, `records` holds what the services say of each, `lines` tells it day by
day; `terminal` prints, `folders` files the papers, `pictures` photographs some, `checks` lets the verifiers speak, and
`page` writes index.html. Nothing here decides what is played.
"""
