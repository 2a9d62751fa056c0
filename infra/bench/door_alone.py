"""`python -m infra.bench.door_alone`: Flask alone, one route with a constant answer in the door's own server.

Prints its port and answers until it is ended.
"""

from __future__ import annotations

import logging
import threading

from flask import Flask

from services.gateway.config import ServerTerms
from services.gateway.server.listening import DoorServer


def main() -> None:
    """Answer."""
    logging.getLogger("waitress").setLevel(logging.ERROR)  # which says of every queue how deep it is
    app = Flask("alone", static_folder=None)
    app.add_url_rule("/", view_func=lambda: "正在受理")
    server = DoorServer(app, "127.0.0.1", 0, ServerTerms())
    threading.Thread(target=lambda: print(server.port, flush=True)).start()
    server.run()


if __name__ == "__main__":
    main()
