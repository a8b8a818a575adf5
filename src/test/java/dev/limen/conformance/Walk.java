package dev.limen.conformance;

import dev.limen.json.StrictJson;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;

/** What the walk-throughs have in common: the clients and the person of the conformance realm. */
final class Walk {

    static final URI PROVIDER = Provider.uri();
    static final String CALLBACK = "https://localhost.emobix.co.uk:8443/test/a/limen/callback";
    static final String SUB = "conformance-0001";

    private Walk() {}

    /** A client with a secret, as a plan of OpenID Connect has it. */
    static RelyingParty client(String name) {
        Map<?, ?> configured = (Map<?, ?>) plan("openid-connect").get(name);
        return RelyingParty.of(
                PROVIDER, (String) configured.get("client_id"), (String) configured.get("client_secret"), CALLBACK);
    }

    /** The configuration of a plan, as the suite reads it. */
    static Map<String, Object> plan(String name) {
        try {
            String text =
                    Files.readString(ConformanceSetup.DIRECTORY.resolve("plans").resolve(name + ".json"));
            return new StrictJson().read(text).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request as older clients send it: without PKCE. */
    static Request plain(RelyingParty client, String scope) {
        return client.request(scope).without("code_challenge").without("code_challenge_method");
    }

    static Visit signIn(UserAgent browser, Visit page) {
        return browser.press(
                page, "#sign-in", Map.of("username", "conformance", "password", "password-of-the-conformance-tests"));
    }

    /** Goes the whole way to the client or to another page that is neither sign-in nor consent. */
    static Visit through(UserAgent browser, Visit first) {
        Visit visit = first.page().equals("login") ? signIn(browser, first) : first;
        return visit.page().equals("consent") ? browser.press(visit, "#allow") : visit;
    }

    static Map<String, String> answer(UserAgent browser, Request request) {
        return RelyingParty.answer(through(browser, browser.get(request.uri())));
    }
}
