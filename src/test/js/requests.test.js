// The forms of requests and answers, as openid-client and jose make and read them: pushed requests (PAR), request objects
// (JAR), encrypted ones too, and answers as JWT (JARM).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { CompactEncrypt, importJWK } from "jose";
import * as client from "openid-client";
import { ALICE, WEB, answer, attempt, discover, refusedWith } from "./relying-party.js";

const { keys: KEYS } = JSON.parse(readFileSync(new URL("../resources/proving-clients.jwks.json", import.meta.url)));
const SIGNING = { id: "signing", redirectUri: "https://signing.example.com/callback", scope: "openid profile" };

const parametersOf = (url) => Object.fromEntries(url.searchParams);

const signsIn = async (config, url, checks) => {
  const { address } = await answer(url);
  const tokens = await client.authorizationCodeGrant(config, address, checks);
  assert.equal(tokens.claims().sub, ALICE.sub);
};

describe("a pushed request", () => {
  let config;

  before(async () => {
    config = await discover(WEB);
  });

  test("signs a person in, once", async () => {
    const { url, checks } = await attempt(config, WEB);
    const pushed = await client.buildAuthorizationUrlWithPAR(config, parametersOf(url));
    assert.match(pushed.searchParams.get("request_uri"), /^urn:ietf:params:oauth:request_uri:/);
    assert.deepEqual([...pushed.searchParams.keys()].sort(), ["client_id", "request_uri"]);
    await signsIn(config, pushed, checks);
    await assert.rejects(answer(pushed));
  });

  test("is checked at once", async () => {
    const { url } = await attempt(config, WEB, { scope: "openid unheard-of" });
    await assert.rejects(client.buildAuthorizationUrlWithPAR(config, parametersOf(url)), refusedWith("invalid_scope"));
  });
});

describe("a signed request", () => {
  const jwk = KEYS.find(({ kid }) => kid === "signing");
  let config;
  let key;

  before(async () => {
    key = { key: await importJWK(jwk, "ES256"), kid: jwk.kid };
    config = await discover({ ...SIGNING, authentication: client.PrivateKeyJwt(key) });
  });

  test("signs a person in", async () => {
    const { url, checks } = await attempt(config, SIGNING);
    await signsIn(config, await client.buildAuthorizationUrlWithJAR(config, parametersOf(url), key), checks);
  });

  test("is pushed", async () => {
    const { url, checks } = await attempt(config, SIGNING);
    const signed = await client.buildAuthorizationUrlWithJAR(config, parametersOf(url), key);
    const pushed = await client.buildAuthorizationUrlWithPAR(config, parametersOf(signed));
    await signsIn(config, pushed, checks);
  });

  for (const alg of ["RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A256KW"]) {
    test(`is encrypted with ${alg}`, async () => {
      const { url, checks } = await attempt(config, SIGNING);
      const signed = await client.buildAuthorizationUrlWithJAR(config, parametersOf(url), key);
      const { keys } = await (await fetch(config.serverMetadata().jwks_uri)).json();
      const to = keys.find(({ use, kty }) => use === "enc" && kty === (alg.startsWith("RSA") ? "RSA" : "EC"));
      const sealed = await new CompactEncrypt(new TextEncoder().encode(signed.searchParams.get("request")))
        .setProtectedHeader({ alg, enc: "A256GCM", kid: to.kid, cty: "JWT" })
        .encrypt(await importJWK(to, alg));
      const { request_uri: pushed } = parametersOf(
        await client.buildAuthorizationUrlWithPAR(config, { client_id: SIGNING.id, request: sealed }),
      );
      const uri = new URL(config.serverMetadata().authorization_endpoint);
      uri.searchParams.set("client_id", SIGNING.id);
      uri.searchParams.set("request_uri", pushed);
      await signsIn(config, uri, checks);
    });
  }

  test("is refused where another key signed it", async () => {
    const { url } = await attempt(config, SIGNING);
    const { privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
    const signed = await client.buildAuthorizationUrlWithJAR(config, parametersOf(url), { key: privateKey, kid: jwk.kid });
    await assert.rejects(
      client.buildAuthorizationUrlWithPAR(config, parametersOf(signed)),
      refusedWith("invalid_request_object"),
    );
  });
});

describe("an answer as JWT", () => {
  let config;

  before(async () => {
    config = await discover(WEB);
    client.useJwtResponseMode(config);
  });

  test("signs a person in", async () => {
    const { url, checks } = await attempt(config, WEB);
    assert.equal(url.searchParams.get("response_mode"), "jwt");
    await signsIn(config, url, checks);
  });

  test("tells a refusal, too", async () => {
    const { url, checks } = await attempt(config, WEB);
    const { address } = await answer(url, "deny");
    assert.deepEqual([...address.searchParams.keys()], ["response"]);
    await assert.rejects(client.authorizationCodeGrant(config, address, checks), refusedWith("access_denied"));
  });

  test("goes with a pushed request", async () => {
    const { url, checks } = await attempt(config, WEB);
    await signsIn(config, await client.buildAuthorizationUrlWithPAR(config, parametersOf(url)), checks);
  });
});
