"""Stages of a suite's story: played once per process, afterwards put back as they were.

A test plays its way to the stage it looks at. A step marked `@staged` is played for the first who takes it; whoever
stands where he stood and takes it in the same way gets what he got: rows, files, the clock, what the step set and
answered. Where somebody stands is told by the staged steps taken since the database was new; whoever does anything else
that is committed stands apart from there on and plays every step himself.
"""

import hashlib
import io
import pickle
from collections import OrderedDict
from functools import wraps
from pathlib import Path

from sqlalchemy import event

from shared.security import Keyring, TokenIssuer
from tests.support.contents import contents_of
from tests.support.reused_folder import files_in

KEYRING = Keyring.generate().to_json()
"""One per process: what a stage's rows hold sealed must open in every world that gets them."""
_PRIVATE = TokenIssuer(None).private_json
_SIGNED = {}
_KEPT, MOST = OrderedDict(), 100


class Issuer(TokenIssuer):
    """One key pair per process; the same token for the same caller at the same time."""

    def __init__(self, clock):
        super().__init__(clock, _PRIVATE)

    def issue(self, caller):
        """A token of the usual lifetime, signed once."""
        key = caller, self._clock.now()
        if key not in _SIGNED:
            _SIGNED[key] = super().issue(caller)
        return _SIGNED[key]


def staged(step):
    """A step of the story; its first argument is a world, or something that has one as its `world`."""

    @wraps(step)
    def taken(first, *args, **params):
        world = first if hasattr(first, "way") else getattr(first, "world", None)
        if world is None and args:
            world = args[0]
        way = getattr(world, "way", None)
        return step(first, *args, **params) if way is None else way.take(step, first, args, params)

    return taken


class Way:
    """Where a world stands; `moving` names its attributes that steps change."""

    def __init__(self, world, folder, new, moving=()):
        """`new` says that the database holds nothing but its tables; in any other the world stands apart."""
        self._world, self._folder, self._moving = world, Path(folder), moving
        self._engine = world.app.database.engine
        self._commits = self._commits_here = 0
        kind = self._engine.dialect.name
        self._stage = f"{type(world).__module__} {kind}".encode() if new else None
        event.listen(self._engine, "commit", self._committed)

    def close(self):
        """Count no longer."""
        event.remove(self._engine, "commit", self._committed)

    def under(self, name):
        """The surroundings are other ones from here on (a patched calendar): shared with those who call them so."""
        self._stage = self._stage and hashlib.sha256(self._stage + name.encode()).digest()

    def take(self, step, first, args, params):
        """Play the step, or put back what came of it."""
        key = self._key(step, first, args, params)
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return self._put_back(key, first)
        answer = step(first, *args, **params)
        if key is not None:
            self._stands(key)
            self._keep(key, first, answer)
        return answer

    def _committed(self, _):
        self._commits += 1

    def _stands(self, key):
        self._stage, self._commits_here = key, self._commits

    def _key(self, step, first, args, params):
        """None for who stands apart."""
        if self._stage is None or self._commits != self._commits_here:
            self._stage = None
            return None
        named = step.__module__, step.__qualname__, type(first).__qualname__
        told = named, self._world.clock.now(), self._state(first), args, sorted(params.items())
        return hashlib.sha256(self._stage + self._pickled(told, fast=True)).digest()

    def _state(self, first):
        moving = {name: getattr(self._world, name) for name in self._moving}
        own = {} if first is self._world else {name: value for name, value in vars(first).items() if name != "world"}
        return moving, own

    def _keep(self, key, first, answer):
        told = self._pickled((self._world.clock.now(), self._state(first), answer))
        _KEPT[key] = contents_of(self._world.app.database).kept(), self._files(), told
        if len(_KEPT) > MOST:
            _KEPT.popitem(last=False)

    def _put_back(self, key, first):
        content, files, told = _KEPT[key]
        contents_of(self._world.app.database).put_back(content)
        self._put_back_files(files)
        unpickler = pickle.Unpickler(io.BytesIO(told))
        unpickler.persistent_load = lambda _: self._world
        now, (moving, own), answer = unpickler.load()
        self._world.clock.set(now)
        vars(self._world).update(moving)
        if first is not self._world:
            vars(first).update(own, world=self._world)
        self._stands(key)
        return answer

    def _put_back_files(self, files):
        standing = self._files()
        for path in standing.keys() - files.keys():
            (self._folder / path).unlink()
        for path, data in files.items():
            if standing.get(path) != data:
                (self._folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self._folder / path).write_bytes(data)

    def _files(self):
        return {path.relative_to(self._folder): path.read_bytes() for path in files_in(self._folder)}

    def _pickled(self, told, fast=False):
        """`fast` tells equal things alike, whichever objects they share."""
        written = io.BytesIO()
        pickler = pickle.Pickler(written)
        pickler.fast = fast
        pickler.persistent_id = lambda thing: "world" if thing is self._world else None
        pickler.dump(told)
        return written.getvalue()
