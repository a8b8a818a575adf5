// Tokens in every shape, as their receivers read them: encrypted, for one resource, introspected, on a status list.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { inflateSync } from "node:zlib";
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from "jose";
import * as client from "openid-client";
import { ALICE, ISSUER, WEB, discover, refusedWith, signIn } from "./relying-party.js";

const REPORTS = "https://reports.example.com";
const MACHINE = { id: "machine", authentication: client.ClientSecretBasic("machine-secret-0Zk3vFd9") };
const REPORTS_API = { id: "reports-api", authentication: client.ClientSecretBasic("reports-api-secret-2Yp6hSa1") };

const publishedKeys = createRemoteJWKSet(new URL(`${ISSUER}/jwks`));

describe("a client that has everything encrypted", () => {
  const SEALED = {
    id: "sealed",
    metadata: { userinfo_signed_response_alg: "RS256", introspection_signed_response_alg: "PS256" },
    authentication: client.ClientSecretBasic("sealed-secret-5Jd8mXr7"),
    redirectUri: "https://sealed.example.com/callback",
    scope: "openid profile",
  };
  const ALGORITHMS = { rsa: "RSA-OAEP-256", ec: "ECDH-ES" };
  let keys;
  let config;
  let tokens;

  before(async () => {
    const { keys: jwks } = JSON.parse(readFileSync(new URL("../resources/sealed-client.jwks.json", import.meta.url)));
    keys = await Promise.all(
      jwks
        .filter(({ kid }) => kid in ALGORITHMS)
        .map(async (jwk) => ({ key: await importJWK(jwk, ALGORITHMS[jwk.kid]), kid: jwk.kid })),
    );
    config = await discover(SEALED);
    client.enableDecryptingResponses(config, ["A128CBC-HS256", "A256GCM", "A128GCM"], ...keys);
    tokens = await signIn(config, SEALED);
  });

  test("reads an ID token that is signed, then encrypted", () => {
    const { alg, enc, kid, cty } = decodeProtectedHeader(tokens.id_token);
    assert.deepEqual({ alg, enc, kid, cty }, { alg: "RSA-OAEP-256", enc: "A128CBC-HS256", kid: "rsa", cty: "JWT" });
    assert.equal(tokens.claims().sub, ALICE.sub);
    const { id_token: inner } = client.getDecryptedResponses(tokens);
    assert.equal(decodeProtectedHeader(inner.token_endpoint).alg, "RS256");
  });

  test("reads userinfo that is signed, then encrypted", async () => {
    const claims = await client.fetchUserInfo(config, tokens.access_token, ALICE.sub);
    assert.equal(claims.name, "Alice Adams");
    assert.equal(decodeProtectedHeader(client.getDecryptedResponses(claims)).alg, "RS256");
  });

  test("reads an introspection answer that is signed, then encrypted", async () => {
    const facts = await client.tokenIntrospection(config, tokens.access_token);
    assert.equal(facts.active, true);
    assert.equal(facts.sub, ALICE.sub);
    const { alg, typ } = decodeProtectedHeader(client.getDecryptedResponses(facts));
    assert.deepEqual({ alg, typ }, { alg: "PS256", typ: "token-introspection+jwt" });
  });

  test("cannot read any of it with another key", async () => {
    const { privateKey } = await crypto.subtle.generateKey(
      { name: "RSA-OAEP", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
      false,
      ["encrypt", "decrypt"],
    );
    const other = await discover(SEALED);
    client.enableDecryptingResponses(other, undefined, { key: privateKey, kid: "rsa" });
    await assert.rejects(signIn(other, SEALED), ({ code }) => code === "OAUTH_DECRYPTION_FAILED");
  });
});

describe("a machine", () => {
  let machine;

  before(async () => {
    machine = await discover(MACHINE);
  });

  const ask = (resource, scope) => client.clientCredentialsGrant(machine, { resource, ...(scope && { scope }) });

  test("gets a token for the resource that it names, which verifies it by itself", async () => {
    const tokens = await ask(REPORTS, "reports:read");
    assert.ok(tokens.expiresIn() <= 120);
    const rules = { issuer: ISSUER, audience: REPORTS, typ: "at+jwt", algorithms: ["ES256"] };
    const { payload } = await jwtVerify(tokens.access_token, publishedKeys, rules);
    assert.equal(payload.client_id, MACHINE.id);
    assert.equal(payload.scope, "reports:read");
  });

  test("gets an opaque token where the resource wants one", async () => {
    const { access_token: token } = await ask("https://files.example.com", "files:read");
    assert.throws(() => decodeJwt(token));
    const facts = await client.tokenIntrospection(machine, token);
    assert.equal(facts.aud, "https://files.example.com");
  });

  test("gets none for a resource that nobody declared, nor for one that understands none of the scope", async () => {
    await assert.rejects(ask("https://unknown.example.com"), refusedWith("invalid_target"));
    await assert.rejects(ask(REPORTS, "files:read"), refusedWith("invalid_target"));
  });
});

describe("a resource server", () => {
  let machine;
  let token;

  before(async () => {
    machine = await discover(MACHINE);
    const tokens = await client.clientCredentialsGrant(machine, { resource: REPORTS, scope: "reports:read" });
    token = tokens.access_token;
  });

  test("asks about a token for it", async () => {
    const config = await discover(REPORTS_API);
    const facts = await client.tokenIntrospection(config, token);
    const { active, client_id: owner, aud, scope, iss } = facts;
    assert.deepEqual(
      { active, owner, aud, scope, iss },
      { active: true, owner: MACHINE.id, aud: REPORTS, scope: "reports:read", iss: ISSUER },
    );
    const { access_token: others } = await client.clientCredentialsGrant(machine, { scope: "api:read" });
    assert.deepEqual(await client.tokenIntrospection(config, others), { active: false });
  });

  test("asks about it and gets the answer signed", async () => {
    const types = [];
    const config = await discover({
      ...REPORTS_API,
      metadata: { introspection_signed_response_alg: "RS256" },
      fetch: async (url, options) => {
        const received = await fetch(url, options);
        if (url.endsWith("/introspect")) types.push(received.headers.get("content-type"));
        return received;
      },
    });
    const facts = await client.tokenIntrospection(config, token);
    assert.equal(facts.client_id, MACHINE.id);
    assert.deepEqual(types, ["application/token-introspection+jwt"]);
    assert.deepEqual(await client.tokenIntrospection(config, "unknown"), { active: false });
  });
});

describe("the status list", () => {
  /** The status of a token as its list has it: 0 is valid, 1 is invalid (Token Status List, sections 5.1 and 7.1). */
  async function status(token) {
    const { idx, uri } = decodeJwt(token).status.status_list;
    const received = await fetch(uri, { headers: { Accept: "application/statuslist+jwt" } });
    assert.equal(received.status, 200);
    assert.equal(received.headers.get("content-type"), "application/statuslist+jwt");
    const rules = { subject: uri, typ: "statuslist+jwt" };
    const { payload } = await jwtVerify(await received.text(), publishedKeys, rules);
    assert.ok(payload.ttl > 0);
    const { bits, lst } = payload.status_list;
    const statuses = inflateSync(Buffer.from(lst, "base64url"));
    const first = idx * bits;
    assert.ok(first < statuses.length * 8, "the token has a place on its list");
    return (statuses[first >> 3] >> (first & 7)) & ((1 << bits) - 1);
  }

  /** The same, once it is this; within the second that a revocation may take. */
  async function becomes(token, expected) {
    const end = Date.now() + 1000;
    while ((await status(token)) !== expected && Date.now() < end) await wait(50);
    assert.equal(await status(token), expected);
  }

  test("tells of a revoked token, and of that alone", async () => {
    const config = await discover(WEB);
    const { access_token: revoked } = await signIn(config, WEB);
    const { access_token: kept } = await signIn(config, WEB);
    assert.equal(await status(revoked), 0);
    await client.tokenRevocation(config, revoked);
    await becomes(revoked, 1);
    assert.equal(await status(kept), 0);
  });

  test("tells of every token of a grant whose refresh token was revoked", async () => {
    const config = await discover(WEB);
    const tokens = await signIn(config, WEB);
    const { access_token: second } = await client.refreshTokenGrant(config, tokens.refresh_token);
    await client.tokenRevocation(config, tokens.refresh_token);
    await becomes(tokens.access_token, 1);
    await becomes(second, 1);
  });
});
