// openid-client, a client library of others, signs in against the running program with the realm of the tests.

import assert from "node:assert/strict";
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { before, describe, test } from "node:test";
import * as client from "openid-client";
import { Browser, formOf } from "./browser.js";
import { ALICE, ISSUER, WEB, answer, attempt, discover, refusedWith, signIn } from "./relying-party.js";

const WEB_POST = {
  id: "web-post",
  metadata: { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "RS256" },
  authentication: client.ClientSecretPost("web-post-secret-9Xr4tLp7"),
  redirectUri: "https://post.example.com/callback",
};
const SPA = { id: "spa", authentication: client.None(), redirectUri: "https://spa.example.com/callback" };
const APP = { id: "app", authentication: client.None(), redirectUri: "http://127.0.0.1:49152/callback" };
const TV = { id: "tv", authentication: client.None() };

describe("a confidential client", () => {
  const browser = new Browser(ISSUER);
  let config;
  let tokens;

  before(async () => {
    config = await discover(WEB);
    tokens = await signIn(config, WEB, browser);
  });

  test("finds what it needs in the metadata", () => {
    const metadata = config.serverMetadata();
    assert.equal(metadata.issuer, ISSUER);
    assert.ok(metadata.supportsPKCE());
    assert.ok(metadata.authorization_response_iss_parameter_supported);
  });

  test("gets an ID token of the person who signed in", () => {
    const claims = tokens.claims();
    assert.equal(claims.sub, ALICE.sub);
    assert.deepEqual(claims.amr, ["pwd"]);
    assert.ok(tokens.expiresIn() > 0);
  });

  test("reads the person's claims", async () => {
    const claims = await client.fetchUserInfo(config, tokens.access_token, ALICE.sub);
    assert.equal(claims.name, "Alice Adams");
    assert.equal(claims.email, "alice@example.com");
  });

  test("refreshes, and each refresh token works once", async () => {
    const { refresh_token: first } = await signIn(config, WEB);
    const refreshed = await client.refreshTokenGrant(config, first);
    assert.notEqual(refreshed.refresh_token, first);
    assert.equal(refreshed.claims().sub, ALICE.sub);
    const again = await client.refreshTokenGrant(config, refreshed.refresh_token);
    assert.notEqual(again.refresh_token, refreshed.refresh_token);
    await assert.rejects(client.refreshTokenGrant(config, first), refusedWith("invalid_grant"));
    await assert.rejects(client.refreshTokenGrant(config, again.refresh_token), refusedWith("invalid_grant"));
  });

  test("asks about a token, revokes it, and finds it gone", async () => {
    const { access_token: token } = await signIn(config, WEB);
    const active = await client.tokenIntrospection(config, token);
    assert.equal(active.active, true);
    assert.equal(active.sub, ALICE.sub);
    assert.equal(active.client_id, WEB.id);
    await client.tokenRevocation(config, token);
    assert.deepEqual(await client.tokenIntrospection(config, token), { active: false });
    await assert.rejects(client.fetchUserInfo(config, token, ALICE.sub));
  });

  test("signs the person out", async () => {
    const person = new Browser(ISSUER);
    const { id_token: hint } = await signIn(config, WEB, person);
    const url = client.buildEndSessionUrl(config, {
      id_token_hint: hint,
      post_logout_redirect_uri: WEB.goodbye,
      state: "see you",
    });
    const { address } = await person.visit(url);
    assert.equal(address.href.split("?")[0], WEB.goodbye);
    assert.equal(address.searchParams.get("state"), "see you");
    const { url: next } = await attempt(config, WEB);
    assert.equal((await person.visit(next)).name, "login");
  });

  test("is told when nobody is signed in and nobody may be asked", async () => {
    const { url, checks } = await attempt(config, WEB, { prompt: "none", scope: "openid" });
    const { address } = await new Browser(ISSUER).visit(url);
    await assert.rejects(client.authorizationCodeGrant(config, address, checks), refusedWith("login_required"));
  });

  test("is told when the person denies", async () => {
    const { url, checks } = await attempt(config, WEB);
    const { address } = await answer(url, "deny");
    await assert.rejects(client.authorizationCodeGrant(config, address, checks), refusedWith("access_denied"));
  });

  test("takes the answer as a form post", async () => {
    const { url, checks } = await attempt(config, WEB, { response_mode: "form_post" });
    const form = formOf(await answer(url));
    assert.equal(form.action, WEB.redirectUri);
    const posted = new Request(form.action, { method: "POST", body: new URLSearchParams(form.fields) });
    const granted = await client.authorizationCodeGrant(config, posted, checks);
    assert.equal(granted.claims().sub, ALICE.sub);
  });

  test("is refused with another code verifier, and with a code that was used", async () => {
    const stolen = await attempt(config, WEB);
    const { address } = await answer(stolen.url);
    const guess = { ...stolen.checks, pkceCodeVerifier: client.randomPKCECodeVerifier() };
    await assert.rejects(client.authorizationCodeGrant(config, address, guess), refusedWith("invalid_grant"));

    const used = await attempt(config, WEB);
    const { address: once } = await answer(used.url);
    const granted = await client.authorizationCodeGrant(config, once, used.checks);
    await assert.rejects(client.authorizationCodeGrant(config, once, used.checks), refusedWith("invalid_grant"));
    await assert.rejects(client.fetchUserInfo(config, granted.access_token, ALICE.sub), "what it gave has ended");
  });

  test("notices an answer to another request", async () => {
    const { url, checks } = await attempt(config, WEB);
    const { address } = await answer(url);
    const other = { ...checks, expectedNonce: client.randomNonce() };
    await assert.rejects(client.authorizationCodeGrant(config, address, other), ({ cause }) => /nonce/.test(cause.message));
  });

  test("is refused with a wrong secret", async () => {
    const impostor = await discover({ ...WEB, authentication: client.ClientSecretBasic("guessed") });
    const { url, checks } = await attempt(config, WEB);
    const { address } = await answer(url);
    await assert.rejects(client.authorizationCodeGrant(impostor, address, checks), (thrown) => {
      assert.equal(thrown.status, 401, thrown.stack);
      return true;
    });
  });
});

test("a client of ES256 and signed userinfo verifies both with the published keys", async () => {
  const config = await discover(WEB_POST);
  const tokens = await signIn(config, WEB_POST);
  const { alg } = JSON.parse(Buffer.from(tokens.id_token.split(".")[0], "base64url"));
  assert.equal(alg, "ES256");
  const claims = await client.fetchUserInfo(config, tokens.access_token, ALICE.sub);
  assert.equal(claims.name, "Alice Adams");
  assert.equal(claims.aud, WEB_POST.id);
});

for (const party of [SPA, APP]) {
  test(`${party.id}, a public client, signs in, refreshes and revokes`, async () => {
    const config = await discover(party);
    const { url, checks } = await attempt(config, party, { scope: "openid profile offline_access" });
    const { address } = await answer(url);
    const tokens = await client.authorizationCodeGrant(config, address, checks);
    assert.equal(tokens.claims().sub, ALICE.sub);
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
    await client.tokenRevocation(config, refreshed.refresh_token);
    await assert.rejects(client.refreshTokenGrant(config, refreshed.refresh_token), refusedWith("invalid_grant"));
  });
}

describe("a device without a browser", () => {
  const SCOPE = "openid profile offline_access";
  const phone = new Browser(ISSUER);
  let config;

  before(async () => {
    config = await discover(TV);
  });

  /** Alice opens the address that the device shows, and answers with this button. */
  async function decide({ verification_uri_complete: address, user_code: code }, button) {
    const entry = await phone.visit(address);
    assert.equal(entry.name, "device");
    let page = await phone.press(entry, "continue");
    if (page.name === "login") {
      page = await phone.press(page, "sign-in", { username: ALICE.username, password: ALICE.password });
    }
    assert.ok(page.body.includes(code), "the page shows the code for comparison");
    return phone.press(page, button);
  }

  test("waits until the person allows it, and gets tokens", async () => {
    const begun = await client.initiateDeviceAuthorization(config, { scope: SCOPE });
    const waits = client.pollDeviceAuthorizationGrant(config, begun);
    assert.equal((await decide(begun, "allow")).name, "device-allowed");
    const tokens = await waits;
    assert.equal(tokens.claims().sub, ALICE.sub);
    const claims = await client.fetchUserInfo(config, tokens.access_token, ALICE.sub);
    assert.equal(claims.name, "Alice Adams");
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
    assert.equal(refreshed.claims().sub, ALICE.sub);
  });

  test("is told when the person denies", async () => {
    const begun = await client.initiateDeviceAuthorization(config, { scope: SCOPE });
    assert.equal((await decide(begun, "deny")).name, "device-denied");
    await assert.rejects(client.pollDeviceAuthorizationGrant(config, begun), refusedWith("access_denied"));
  });
});

const DESK = { id: "desk", authentication: client.ClientSecretBasic("desk-secret-9Gd1cLe6") };
const PARTNER = { id: "partner", authentication: client.ClientSecretBasic("partner-secret-5Rb4yHs7") };
const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

const claimsOf = (jwt) => JSON.parse(Buffer.from(jwt.split(".")[1], "base64url"));

test("a service exchanges a token that it received for one of its own", async () => {
  const web = await discover(WEB);
  const { url, checks } = await attempt(web, WEB, { scope: "openid api:read" });
  const { address } = await answer(url);
  const received = await client.authorizationCodeGrant(web, address, checks);
  const desk = await discover(DESK);
  const request = { subject_token: received.access_token, subject_token_type: ACCESS_TOKEN };
  const exchanged = await client.genericGrantRequest(desk, TOKEN_EXCHANGE, {
    ...request,
    audience: "https://api.example.com",
    scope: "api:read",
  });
  assert.equal(exchanged.issued_token_type, ACCESS_TOKEN);
  assert.equal(exchanged.scope, "api:read");
  const claims = claimsOf(exchanged.access_token);
  assert.equal(claims.sub, ALICE.sub);
  assert.equal(claims.client_id, DESK.id);
  assert.equal(claims.aud, "https://api.example.com");
  await assert.rejects(
    client.genericGrantRequest(desk, TOKEN_EXCHANGE, { ...request, audience: "https://files.example.com" }),
    refusedWith("invalid_target"),
  );
  await client.tokenRevocation(web, received.access_token);
  await assert.rejects(client.genericGrantRequest(desk, TOKEN_EXCHANGE, request), refusedWith("invalid_request"));
});

/** What the trusted issuer of the realm says about Alice. */
function assertion() {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: "https://login.partner.example", sub: ALICE.sub, aud: ISSUER, iat: now, exp: now + 60, jti: randomUUID() };
  const input = [{ alg: "ES256", kid: "partner-1" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const key = createPrivateKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: "k-oLdekYlxU8Z_j-P72a2DPldB5qDNkXOCysHdHuBME",
      y: "Smi_r2aLp67mVdTRMXv1dunKDidFeMRxoV2-eLqsIi8",
      d: "_LfnH4JB5Tgv2fVxIxufiGfSEAEP0777wswKiNgvKlU",
    },
  });
  return `${input}.${sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

test("a client presents what a trusted issuer says about a person, once", async () => {
  const config = await discover(PARTNER);
  const grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  const presented = assertion();
  const tokens = await client.genericGrantRequest(config, grant, { assertion: presented });
  assert.equal(tokens.id_token, undefined);
  const claims = await client.fetchUserInfo(config, tokens.access_token, ALICE.sub);
  assert.equal(claims.sub, ALICE.sub);
  await assert.rejects(client.genericGrantRequest(config, grant, { assertion: presented }), refusedWith("invalid_grant"));
});
