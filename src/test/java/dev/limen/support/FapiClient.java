package dev.limen.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client as FAPI 2.0 has it: it signs its assertions and proofs, and pushes its requests. */
public final class FapiClient {

    private final URI provider;
    private final String clientId;
    private final PrivateJwk key;
    private final DpopKey dpop = DpopKey.generate();

    private FapiClient(URI provider, String clientId, PrivateJwk key) {
        this.provider = provider;
        this.clientId = clientId;
        this.key = key;
    }

    public static FapiClient of(URI provider, String clientId, Map<?, ?> jwk) {
        return new FapiClient(provider, clientId, new PrivateJwk(jwk));
    }

    /** As the plan of a conformance test configures it. */
    public static FapiClient of(URI provider, Map<?, ?> configured) {
        List<?> keys = (List<?>) ((Map<?, ?>) configured.get("jwks")).get("keys");
        return of(provider, (String) configured.get("client_id"), (Map<?, ?>) keys.getFirst());
    }

    public String clientId() {
        return clientId;
    }

    public DpopKey dpop() {
        return dpop;
    }

    public ClientAssertion assertion() {
        return ClientAssertion.of(clientId, provider).header("kid", key.kid());
    }

    /** What this client would sign so. */
    public String signed(ClientAssertion jwt) {
        return jwt.signed(key.alg(), key.key());
    }

    /** A request object that asks for what the request does (FAPI 2.0 Message Signing, section 5.3.1). */
    public ClientAssertion requestObject(Map<String, ?> parameters) {
        ClientAssertion object =
                assertion().header("typ", "oauth-authz-req+jwt").without("sub");
        parameters.forEach(object::with);
        long now = java.time.Instant.now().getEpochSecond();
        return object.with("nbf", now).with("exp", now + 300);
    }

    /** Pushes a request. */
    public Response push(Map<String, ?> parameters) {
        return post("/par", parameters, Map.of());
    }

    /** Asks for tokens, with a good proof. */
    public Response token(Map<String, ?> form) {
        return token(form, dpop.proof("POST", provider.resolve("/token")).jwt());
    }

    public Response token(Map<String, ?> form, String proof) {
        return post("/token", form, Map.of("DPoP", proof));
    }

    public Response refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** Redeems the code of an answer. */
    public Response redeem(RelyingParty.Request request, Map<String, String> answer) {
        return token(request.redemption(answer));
    }

    public Response introspect(String token, String accept) {
        return authenticated(Map.of("token", token)).accept(accept).post(provider.resolve("/introspect"));
    }

    public Response userinfo(String token) {
        URI userinfo = provider.resolve("/userinfo");
        return given().header("Authorization", "DPoP " + token)
                .header("DPoP", dpop.forUserinfo(provider, token))
                .get(userinfo);
    }

    /** Calls an endpoint as this client, which authenticates by an assertion. */
    public Response post(String path, Map<String, ?> form, Map<String, String> headers) {
        return authenticated(form).headers(headers).post(provider.resolve(path));
    }

    private RequestSpecification authenticated(Map<String, ?> form) {
        Map<String, Object> all = new LinkedHashMap<>(form);
        all.putIfAbsent("client_assertion_type", ClientAssertion.TYPE);
        all.computeIfAbsent("client_assertion", name -> signed(assertion()));
        return given().redirects().follow(false).formParams(all);
    }
}
