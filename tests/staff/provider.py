"""A provider of OpenID Connect on this machine, over real HTTP, which lies as a test wants it to."""

import hmac
import secrets
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from json import dumps
from urllib.parse import parse_qs, urlsplit

from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "leadgate", "a secret of the provider's"


class Provider:
    """Signs tokens for whoever was sent to it; checks the code, the client and PKCE as a strict one does.

    Each attribute but the first three is a lie, or the truth that a test wants told.
    """

    def __init__(self) -> None:
        self.app, self.key, self.stranger = Flask("provider"), RSAKey.generate_key(2048), RSAKey.generate_key(2048)
        self.issuer = ""
        self.claims: dict[str, object] = {}
        self.left_out: set[str] = set()
        self.algorithm = "RS256"
        self.is_forged = False
        self.metadata: dict[str, object] = {}
        self._codes: dict[str, dict[str, str]] = {}
        self.app.get("/.well-known/openid-configuration")(self._configuration)
        self.app.get("/keys")(lambda: jsonify({"keys": [self.key.as_dict(private=False)]}))
        self.app.post("/token")(self._token)

    def _configuration(self):
        at = self.issuer
        own = {"issuer": at, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token"}
        return jsonify({**own, "jwks_uri": f"{at}/keys", **self.metadata})

    def asked(self, location: str) -> dict[str, str]:
        """Somebody agrees over there: the parameters that the browser brings back."""
        sent = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        assert sent["response_type"] == "code"
        assert sent["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self._codes[code] = sent
        return {"code": code, "state": sent["state"], "iss": self.issuer}

    def _token(self):
        sent = self._codes.pop(request.form["code"], None)
        known_as = b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
        challenge = _part(sha256(request.form["code_verifier"].encode()).digest())
        if not sent or challenge != sent["code_challenge"] or known_as != f"{CLIENT}:a+secret+of+the+provider%27s":
            return jsonify({"error": "invalid_grant"}), 400
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": "ada-1",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": sent["nonce"],
            "email": "ada@bakery.example",
            "email_verified": True,
            "auth_time": now,
            **self.claims,
        }
        told = {name: value for name, value in claims.items() if name not in self.left_out}
        return jsonify({"access_token": "x", "token_type": "Bearer", "id_token": self._signed(told)})

    def _signed(self, claims: dict[str, object]) -> str:
        if self.algorithm in ("none", "HS256"):
            said = f"{_part(dumps({'alg': self.algorithm}).encode())}.{_part(dumps(claims).encode())}"
            # The old confusion: the public key, which everybody has, taken for a shared secret.
            public = self.key.as_pem(private=False)
            seal = hmac.digest(public, said.encode(), "sha256") if self.algorithm == "HS256" else b""
            return f"{said}.{_part(seal)}"
        key = self.stranger if self.is_forged else self.key
        return jwt.encode({"alg": self.algorithm, "kid": self.key.thumbprint()}, claims, key)


def _part(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@contextmanager
def at_work() -> Iterator[Provider]:
    provider = Provider()
    server = make_server("localhost", 0, provider.app, threaded=True)
    provider.issuer = f"http://localhost:{server.port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
