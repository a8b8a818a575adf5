package dev.limen.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limen.support.People;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.RelyingParty.Request;
import dev.limen.support.UserAgent;
import dev.limen.support.UserAgent.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of RFC 6749, section 4.1.2.1 and OpenID Connect Core 1.0, section 3.1.2.6, in its channel. */
@QuarkusTest
class AuthorizeRefusalsTest {

    private final URI provider = Provider.uri();
    private final RelyingParty web = RelyingParty.web(provider);

    static Stream<Arguments> toThePerson() {
        return Stream.of(
                refusal("no client_id", r -> r.without("client_id")),
                refusal("unknown client", r -> r.with("client_id", "nobody")),
                refusal("disabled client", r -> r.with("client_id", "disabled")),
                refusal("foreign redirect_uri", r -> r.with("redirect_uri", "https://evil.example/callback")),
                refusal(
                        "redirect_uri of another client",
                        r -> r.with("redirect_uri", "https://spa.example.com/callback")),
                refusal(
                        "redirect_uri with more behind it",
                        r -> r.with("redirect_uri", "https://app.example.com/callback/x")),
                refusal("no redirect_uri in an OpenID request", r -> r.without("redirect_uri")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toThePerson")
    void isShownToThePersonAndNeverSentAway(String what, UnaryOperator<Request> change) {
        Visit visit =
                new UserAgent(provider).get(change.apply(web.request("openid")).uri());
        assertThat(visit.page()).isEqualTo("error");
        assertThat(visit.status()).isBetween(400, 499);
        assertThat(visit.alert()).isNotBlank();
        assertThat(visit.response().headers().firstValue("Cache-Control")).contains("no-store");
    }

    static Stream<Arguments> toTheClient() {
        return Stream.of(
                refusal("unsupported_response_type", r -> r.with("response_type", "pigeon")),
                refusal("unsupported_response_type", r -> r.with("response_type", "code none")),
                refusal("invalid_request", r -> r.without("response_type")),
                refusal("invalid_request", r -> r.with("response_mode", "carrier-pigeon")),
                refusal("invalid_scope", r -> r.without("scope")),
                refusal("invalid_scope", r -> r.with("scope", "openid unheard-of")),
                refusal("invalid_scope", r -> r.with("scope", "openid \u00e9")),
                refusal("invalid_request", r -> r.without("code_challenge").without("code_challenge_method")),
                refusal("invalid_request", r -> r.without("code_challenge")),
                refusal("invalid_request", r -> r.without("code_challenge_method")),
                refusal("invalid_request", r -> r.with("code_challenge_method", "plain")),
                refusal("invalid_request", r -> r.with("code_challenge", "short")),
                refusal("invalid_request", r -> r.with("nonce", "a\0b")),
                refusal("invalid_request", r -> r.with("prompt", "none login")),
                refusal("invalid_request", r -> r.with("prompt", "sometimes")),
                // Initiating User Registration 1.0, section 4: who has no sign-up says so
                refusal("invalid_request", r -> r.with("prompt", "create")),
                refusal("invalid_request", r -> r.with("max_age", "-1")),
                refusal("invalid_request", r -> r.with("max_age", "soon")),
                refusal("invalid_request", r -> r.with("display", "hologram")),
                refusal("invalid_request", r -> r.with("claims", "{")),
                refusal("invalid_request", r -> r.with("claims", "{\"id_token\":[]}")),
                refusal("invalid_request", r -> r.with("claims", "{\"id_token\":{},\"id_token\":{}}")),
                refusal("invalid_request", r -> r.with("id_token_hint", "not.a.jwt")),
                refusal("request_not_supported", r -> r.with("request", "e30.e30.")),
                refusal("invalid_request_uri", r -> r.with("request_uri", "https://app.example.com/r")),
                refusal("registration_not_supported", r -> r.with("registration", "{}")),
                refusal(
                        "invalid_authorization_details",
                        r -> r.with("authorization_details", "[{\"type\":\"unheard-of\"}]")),
                refusal("login_required", r -> r.with("prompt", "none")),
                refusal(
                        "unmet_authentication_requirements",
                        r -> r.with("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"urn:none\"}}}")));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("toTheClient")
    void isSentToTheClientWithStateAndIssuer(String error, UnaryOperator<Request> change) {
        Request request = change.apply(web.request("openid"));
        Visit visit = new UserAgent(provider).get(request.uri());
        Map<String, String> answer = RelyingParty.answer(visit);
        assertThat(visit.address().toString()).startsWith(web.redirectUri() + "?");
        assertThat(answer)
                .containsEntry("error", error)
                .containsEntry("state", request.get("state"))
                .containsEntry("iss", provider.toString())
                .containsKey("error_description")
                .hasSize(4);
    }

    @Test
    void aScopeThatTheClientIsNotRegisteredForIsRefused() {
        Request request = RelyingParty.legacy(provider).request("openid email");
        assertThat(RelyingParty.answer(new UserAgent(provider).get(request.uri())))
                .containsEntry("error", "invalid_scope");
    }

    @Test
    void aRepeatedParameterIsRefused() {
        UserAgent browser = new UserAgent(provider);
        URI twice = URI.create(web.request("openid").uri() + "&nonce=another");
        assertThat(RelyingParty.answer(browser.get(twice))).containsEntry("error", "invalid_request");
        URI twoTargets = URI.create(web.request("openid").uri() + "&redirect_uri=https://app.example.com/callback");
        assertThat(browser.get(twoTargets).page()).isEqualTo("error");
        URI twoClients = URI.create(web.request("openid").uri() + "&client_id=web");
        assertThat(browser.get(twoClients).page()).isEqualTo("error");
    }

    @Test
    void refusalsFollowTheResponseMode() {
        Request fragment = web.request("openid").with("prompt", "none").with("response_mode", "fragment");
        assertThat(new UserAgent(provider).get(fragment.uri()).address().toString())
                .startsWith(web.redirectUri() + "#error=login_required");
        Request post = web.request("openid").with("prompt", "none").with("response_mode", "form_post");
        Visit page = new UserAgent(provider).get(post.uri());
        assertThat(page.document().selectFirst("form").attr("action")).isEqualTo(web.redirectUri());
        assertThat(page.document().select("input[name=error]").attr("value")).isEqualTo("login_required");
        assertThat(page.document().select("input[name=state]").attr("value")).isEqualTo(post.get("state"));
        assertThat(page.document().select("input[name=iss]").attr("value")).isEqualTo(provider.toString());
        assertThat(page.document().select("script:not([src])")).isEmpty();
    }

    @Test
    void aQueryThatTheRedirectionUriHasIsKept() {
        Request request = web.request("openid")
                .with("redirect_uri", "https://app.example.com/other?fixed=1")
                .with("prompt", "none");
        assertThat(new UserAgent(provider).get(request.uri()).address().toString())
                .startsWith("https://app.example.com/other?fixed=1&error=login_required");
    }

    @Test
    void silentConsentIsRefusedWhileItIsMissing() {
        UserAgent browser = new UserAgent(provider);
        People.CAROL.authorize(browser, RelyingParty.intranet(provider).request("openid"));
        Request request = web.request("openid phone").with("prompt", "none");
        assertThat(RelyingParty.answer(browser.get(request.uri()))).containsEntry("error", "consent_required");
    }

    @Test
    void aPostIsAnsweredAsTheSameGet() {
        UserAgent browser = new UserAgent(provider);
        Request request = web.request("openid");
        var fields = java.util.Arrays.stream(request.uri().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .map(pair -> Map.entry(
                        pair[0], java.net.URLDecoder.decode(pair[1], java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
        assertThat(browser.post(provider.resolve("/authorize"), fields).page()).isEqualTo("login");
    }

    @Test
    void longValuesAreNoFault() {
        Request request = web.request("openid").with("nonce", "n".repeat(3000)).with("state", "s".repeat(3000));
        Visit visit = new UserAgent(provider).get(request.uri());
        assertThat(visit.page()).isEqualTo("login");
    }

    private static Arguments refusal(String name, UnaryOperator<Request> change) {
        return Arguments.of(name, change);
    }
}
