// What every test needs of a client: where the provider is, who signs in, and the way to tokens with openid-client.
// LIMEN_URL: the issuer of the program.

import assert from "node:assert/strict";
import * as client from "openid-client";
import { Browser } from "./browser.js";

export const ISSUER = process.env.LIMEN_URL;
assert.ok(ISSUER, "LIMEN_URL must be the issuer of a running program");

export const ALICE = { username: "alice", password: "alice-password-of-the-tests", sub: "248289761001" };

export const WEB = {
  id: "web",
  authentication: client.ClientSecretBasic("web-secret-6Jm1cQf8vKz2"),
  redirectUri: "https://app.example.com/callback",
  goodbye: "https://app.example.com/bye",
};

/** Reads the metadata of the provider, and from then on verifies every signature with its published keys. */
export async function discover({ id, metadata, authentication, fetch }) {
  return client.discovery(new URL(ISSUER), id, metadata, authentication, {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
    ...(fetch && { [client.customFetch]: fetch }),
  });
}

/** An authorization request with everything that a careful client sends. */
export async function attempt(config, { redirectUri, scope = "openid profile email offline_access" }, more = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const checks = {
    pkceCodeVerifier: verifier,
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
    idTokenExpected: true,
  };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    prompt: "consent",
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...more,
  });
  return { url, checks };
}

/** Alice signs in and answers the question for consent with this button; gives where that led to. */
export async function answer(url, button = "allow", browser = new Browser(ISSUER)) {
  const login = await browser.visit(url);
  assert.equal(login.name, "login", login.body);
  const consent = await browser.press(login, "sign-in", { username: ALICE.username, password: ALICE.password });
  assert.equal(consent.name, "consent", consent.body);
  return browser.press(consent, button);
}

export async function signIn(config, party, browser) {
  const { url, checks } = await attempt(config, party);
  const { address } = await answer(url, "allow", browser);
  return client.authorizationCodeGrant(config, address, checks);
}

export const refusedWith = (error) => (thrown) => {
  assert.equal(thrown.error, error, thrown.stack);
  return true;
};

/** A request with an access token is answered with this error (RFC 6750, section 3). */
export const challengedWith = (error) => (thrown) => {
  assert.equal(thrown.status, 401, thrown.stack);
  assert.ok(
    thrown.cause.some(({ parameters }) => parameters.error === error),
    JSON.stringify(thrown.cause),
  );
  return true;
};
