// How clients prove who they are, and how tokens are bound to what they hold: private_key_jwt, DPoP and mutual TLS.
// LIMEN_CERTIFICATES: a directory with the certificates of the program and of its clients, as PEM.
// LIMEN_DPOP_NONCE: as the program has it.

import assert from "node:assert/strict";
import { X509Certificate, createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { decodeJwt, decodeProtectedHeader, importJWK } from "jose";
import * as client from "openid-client";
import { ALICE, ISSUER, answer, attempt, challengedWith, discover, refusedWith, signIn } from "./relying-party.js";

const CERTIFICATES = process.env.LIMEN_CERTIFICATES;
assert.ok(CERTIFICATES, "LIMEN_CERTIFICATES must be a directory with certificates");
const NONCE = process.env.LIMEN_DPOP_NONCE;
assert.match(NONCE ?? "", /^(optional|required)$/, "LIMEN_DPOP_NONCE must be as the program has it");

const { keys: KEYS } = JSON.parse(readFileSync(new URL("../resources/proving-clients.jwks.json", import.meta.url)));

describe("private_key_jwt", () => {
  const jwk = KEYS.find(({ kid }) => kid === "signing");
  const SIGNING = { id: "signing", redirectUri: "https://signing.example.com/callback", scope: "openid profile offline_access" };
  let key;

  before(async () => {
    key = await importJWK(jwk, "ES256");
  });

  const party = (options) => ({
    ...SIGNING,
    authentication: client.PrivateKeyJwt({ key, kid: jwk.kid }, options && { [client.modifyAssertion]: options }),
  });

  test("signs a person in, refreshes, asks and revokes", async () => {
    const config = await discover(party());
    const tokens = await signIn(config, SIGNING);
    assert.equal(tokens.claims().sub, ALICE.sub);
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
    assert.equal((await client.tokenIntrospection(config, refreshed.access_token)).client_id, SIGNING.id);
    await client.tokenRevocation(config, refreshed.access_token);
    assert.deepEqual(await client.tokenIntrospection(config, refreshed.access_token), { active: false });
  });

  test("is good for the client's own tokens", async () => {
    const config = await discover(party());
    const { access_token: token } = await client.clientCredentialsGrant(config, { scope: "api:read" });
    assert.equal(decodeJwt(token).sub, SIGNING.id);
  });

  test("takes an assertion once, for this provider, and while it lives", async () => {
    const jti = client.randomNonce();
    const fixed = await discover(party((_header, claims) => Object.assign(claims, { jti })));
    await client.clientCredentialsGrant(fixed, { scope: "api:read" });
    const spoilt = {
      "another audience": (_header, claims) => Object.assign(claims, { aud: "https://other.example.com" }),
      "an end in the past": (_header, claims) => Object.assign(claims, { iat: claims.iat - 600, nbf: claims.nbf - 600, exp: claims.iat - 300 }),
      "another issuer": (_header, claims) => Object.assign(claims, { iss: "web" }),
      "another key": (header) => Object.assign(header, { kid: "unknown" }),
    };
    await assert.rejects(client.clientCredentialsGrant(fixed, { scope: "api:read" }), refusedWith("invalid_client"));
    for (const [name, spoil] of Object.entries(spoilt)) {
      const config = await discover(party(spoil));
      await assert.rejects(client.clientCredentialsGrant(config, { scope: "api:read" }), refusedWith("invalid_client"), name);
    }
  });
});

describe("DPoP", () => {
  const KEYED = {
    id: "keyed",
    authentication: client.ClientSecretBasic("keyed-secret-4Wp7rBn2"),
    redirectUri: "https://keyed.example.com/callback",
  };
  let calls;
  let config;
  let keys;
  let handle;

  /** What was sent with a proof, and what came back. */
  async function recorded(url, options) {
    const received = await fetch(url, options);
    const { dpop: proof } = options.headers;
    if (proof) {
      calls.push({
        path: new URL(url).pathname,
        sent: decodeJwt(proof).nonce,
        status: received.status,
        given: received.headers.get("dpop-nonce"),
      });
    }
    return received;
  }

  before(async () => {
    calls = [];
    config = await discover({ ...KEYED, fetch: recorded });
    keys = await client.randomDPoPKeyPair("ES256");
    handle = client.getDPoPHandle(config, keys);
  });

  async function bound(DPoP) {
    const { url, checks } = await attempt(config, KEYED, { dpop_jkt: await DPoP.calculateThumbprint() });
    const { address } = await answer(url);
    return { address, checks };
  }

  async function boundTokens(DPoP) {
    const { address, checks } = await bound(DPoP);
    return client.authorizationCodeGrant(config, address, checks, undefined, { DPoP });
  }

  test("binds tokens to the key, with the nonce that the provider gives", async () => {
    calls.length = 0;
    const DPoP = client.getDPoPHandle(config, keys);
    const tokens = await boundTokens(DPoP);
    assert.equal(tokens.token_type, "dpop");
    assert.equal(decodeJwt(tokens.access_token).cnf.jkt, await DPoP.calculateThumbprint());
    assert.equal(calls[0].sent, undefined, "nobody has a nonce at first");
    assert.ok(calls[0].given);
    assert.deepEqual(
      calls.map(({ path, status }) => [path, status]),
      NONCE === "required" ? [["/token", 400], ["/token", 200]] : [["/token", 200]],
    );

    const claims = await client.fetchUserInfo(config, tokens.access_token, ALICE.sub, { DPoP });
    assert.equal(claims.name, "Alice Adams");
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
    assert.equal(decodeJwt(refreshed.access_token).cnf.jkt, await DPoP.calculateThumbprint());
    for (const [before, { sent, status }] of calls.slice(1).entries()) {
      assert.equal(sent, calls[before].given, "each proof repeats the nonce of the answer before");
      assert.equal(status, 200);
    }
    const { cnf, token_type: type } = await client.tokenIntrospection(config, refreshed.access_token);
    assert.deepEqual({ cnf, type }, { cnf: { jkt: await DPoP.calculateThumbprint() }, type: "DPoP" });
  });

  test("asks for a nonce at userinfo as well, where one is required", async () => {
    const tokens = await boundTokens(handle);
    calls.length = 0;
    const fresh = client.getDPoPHandle(config, keys);
    await client.fetchUserInfo(config, tokens.access_token, ALICE.sub, { DPoP: fresh });
    const statuses = calls.map(({ status }) => status);
    assert.deepEqual(statuses, NONCE === "required" ? [401, 200] : [200]);
    assert.ok(calls[0].given);
    if (NONCE === "required") assert.equal(calls[1].sent, calls[0].given);
  });

  test("refuses a nonce that the provider never gave", async () => {
    const forged = client.getDPoPHandle(config, keys, {
      [client.modifyAssertion]: (_header, claims) => Object.assign(claims, { nonce: "never-given" }),
    });
    const grant = client.clientCredentialsGrant(config, { scope: "api:read" }, { DPoP: forged });
    await assert.rejects(grant, refusedWith("use_dpop_nonce"));
  });

  test("refuses who has the token, the code or the refresh token without the key", async () => {
    const tokens = await boundTokens(handle);
    const thief = client.getDPoPHandle(config, await client.randomDPoPKeyPair("ES256"));
    await assert.rejects(client.fetchUserInfo(config, tokens.access_token, ALICE.sub), challengedWith("invalid_token"));
    await assert.rejects(
      client.fetchUserInfo(config, tokens.access_token, ALICE.sub, { DPoP: thief }),
      challengedWith("invalid_token"),
    );
    await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), refusedWith("invalid_dpop_proof"));
    const { address, checks } = await bound(handle);
    await assert.rejects(
      client.authorizationCodeGrant(config, address, checks, undefined, { DPoP: thief }),
      refusedWith("invalid_grant"),
    );
  });

  test("takes a proof once", async () => {
    let jti;
    const fixed = client.getDPoPHandle(config, keys, {
      [client.modifyAssertion]: (_header, claims) => jti && Object.assign(claims, { jti }),
    });
    await client.clientCredentialsGrant(config, { scope: "api:read" }, { DPoP: fixed });
    jti = client.randomNonce();
    await client.clientCredentialsGrant(config, { scope: "api:read" }, { DPoP: fixed });
    const again = client.clientCredentialsGrant(config, { scope: "api:read" }, { DPoP: fixed });
    await assert.rejects(again, refusedWith("invalid_dpop_proof"));
  });
});

describe("mutual TLS", () => {
  const pem = (name) => readFileSync(join(CERTIFICATES, name), "utf8");

  /** fetch over node:https with the certificate of this name, or with none; plain http stays as it is. */
  function fetchWith(name) {
    const agent = new Agent({ ca: pem("server.crt"), ...(name && { key: pem(`${name}.key`), cert: pem(`${name}.crt`) }) });
    return (url, { body, ...options }) => {
      if (!url.startsWith("https:")) return fetch(url, { body, ...options });
      return new Promise((resolve, reject) => {
        const call = request(url, { ...options, agent }, async (received) => {
          const parts = await received.toArray();
          const headers = Object.entries(received.headers).filter(([, value]) => typeof value === "string");
          resolve(new Response(Buffer.concat(parts), { status: received.statusCode, headers }));
        });
        call.on("error", reject);
        call.end(body?.toString());
      });
    };
  }

  const thumbprint = (name) =>
    createHash("sha256").update(new X509Certificate(pem(`${name}.crt`)).raw).digest("base64url");

  const party = (id, certificate) => ({
    id,
    metadata: { use_mtls_endpoint_aliases: true },
    authentication: client.TlsClientAuth(),
    fetch: fetchWith(certificate),
  });

  const SELF_SIGNED = { redirectUri: "https://self-signed.example.com/callback" };

  test("has a host of its own", async () => {
    const metadata = (await discover(party("self-signed", "self-signed"))).serverMetadata();
    assert.ok(metadata.tls_client_certificate_bound_access_tokens);
    for (const endpoint of ["token", "userinfo", "introspection", "revocation"]) {
      assert.ok(metadata[`${endpoint}_endpoint`].startsWith(ISSUER));
      assert.match(metadata.mtls_endpoint_aliases[`${endpoint}_endpoint`], /^https:/);
    }
  });

  test("knows a client by its own certificate, and binds its tokens to that", async () => {
    const config = await discover(party("self-signed", "self-signed"));
    const tokens = await signIn(config, SELF_SIGNED);
    assert.equal(decodeJwt(tokens.access_token).cnf["x5t#S256"], thumbprint("self-signed"));
    const claims = await client.fetchUserInfo(config, tokens.access_token, ALICE.sub);
    assert.equal(claims.name, "Alice Adams");
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
    const { cnf } = await client.tokenIntrospection(config, refreshed.access_token);
    assert.deepEqual(cnf, { "x5t#S256": thumbprint("self-signed") });
  });

  test("refuses the token with another certificate, and with none", async () => {
    const config = await discover(party("self-signed", "self-signed"));
    const { access_token: token } = await signIn(config, SELF_SIGNED);
    for (const certificate of ["stranger", undefined]) {
      const thief = await discover(party("self-signed", certificate));
      await assert.rejects(client.fetchUserInfo(thief, token, ALICE.sub), challengedWith("invalid_token"));
    }
    const plain = await discover({ ...party("self-signed"), metadata: {} });
    await assert.rejects(client.fetchUserInfo(plain, token, ALICE.sub), challengedWith("invalid_token"));
  });

  test("refuses a client with the certificate of another, and with none", async () => {
    const config = await discover(party("self-signed", "self-signed"));
    const { url, checks } = await attempt(config, SELF_SIGNED);
    const { address } = await answer(url);
    for (const certificate of ["stranger", "issued", undefined]) {
      const impostor = await discover(party("self-signed", certificate));
      await assert.rejects(client.authorizationCodeGrant(impostor, address, checks), refusedWith("invalid_client"));
    }
    const tokens = await client.authorizationCodeGrant(config, address, checks);
    assert.equal(tokens.claims().sub, ALICE.sub, "what they tried has cost the client nothing");
  });

  test("knows a client by a certificate of a trusted authority", async () => {
    const config = await discover(party("issued", "issued"));
    const { access_token: token } = await client.clientCredentialsGrant(config, { scope: "api:read" });
    assert.equal(decodeProtectedHeader(token).typ, "at+jwt");
    assert.equal(decodeJwt(token).client_id, "issued");
    for (const certificate of ["self-signed", "stranger", undefined]) {
      const impostor = await discover(party("issued", certificate));
      await assert.rejects(client.clientCredentialsGrant(impostor, { scope: "api:read" }), refusedWith("invalid_client"));
    }
  });
});
