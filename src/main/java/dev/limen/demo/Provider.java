package dev.limen.demo;

import dev.limen.config.Issuer;
import dev.limen.jose.Expectation;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.JwtVerifier;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.VerificationKey;
import dev.limen.json.StrictJson;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The provider as a relying party sees it: metadata, token endpoint, userinfo, keys; all of it over HTTP. */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
class Provider {

    static final String CLIENT_ID = "demo";
    static final String SCOPE = "openid profile email offline_access reports:read";
    private static final String CLIENT_SECRET = "demo-secret-for-development-only";

    private final Issuer issuer;
    private final StrictJson json;
    private final JwtVerifier verifier;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Provider(Issuer issuer, StrictJson json, JwtVerifier verifier) {
        this.issuer = issuer;
        this.json = json;
        this.verifier = verifier;
    }

    /** An endpoint, from the provider's metadata (OpenID Connect Discovery 1.0, section 4). */
    URI endpoint(String name) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer.url("/.well-known/openid-configuration")))
                .build();
        return URI.create(body(send(request)).get(name).toString());
    }

    /** The token endpoint's answer, good or bad. */
    Map<String, Object> token(Map<String, String> form) {
        return ask("token_endpoint", form);
    }

    /** The device authorization endpoint's answer (RFC 8628, section 3.2). */
    Map<String, Object> device() {
        return ask("device_authorization_endpoint", Map.of("scope", SCOPE));
    }

    private Map<String, Object> ask(String endpoint, Map<String, String> form) {
        String credentials =
                Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(endpoint(endpoint))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                .build();
        return body(send(request));
    }

    /** What the userinfo endpoint says. */
    Map<String, Object> userinfo(String accessToken) {
        HttpRequest request = HttpRequest.newBuilder(endpoint("userinfo_endpoint"))
                .header("Authorization", "Bearer " + accessToken)
                .build();
        return body(send(request));
    }

    /**
     * The claims of an ID token whose signature, issuer, audience and times are good (OpenID Connect Core 1.0, section
     * 3.1.3.7).
     *
     * @throws InvalidJwtException if it is not
     */
    Map<String, Object> idToken(String jwt) throws InvalidJwtException {
        return verifier.verify(
                jwt, Expectation.of(issuer.value(), "JWT", this::key).forAudience(CLIENT_ID));
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Optional<VerificationKey> key(String kid) {
        HttpRequest request = HttpRequest.newBuilder(endpoint("jwks_uri")).build();
        List<?> keys = (List<?>) body(send(request)).get("keys");
        return keys.stream()
                .map(Provider::members)
                .filter(jwk -> kid.equals(jwk.get("kid")))
                .findFirst()
                .map(jwk -> VerificationKey.of(
                        SigningAlgorithm.of(jwk.get("alg").toString()).orElseThrow(), jwk));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Object jwk) {
        return (Map<String, Object>) jwk;
    }

    private Map<String, Object> body(HttpResponse<String> response) {
        return json.object(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the provider was asked", e);
        }
    }
}
