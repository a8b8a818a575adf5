package dev.limen.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.client.ClientRegistration;
import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.client.Clients;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.Secret;
import dev.limen.support.ClientAssertion;
import dev.limen.support.DpopKey;
import dev.limen.support.Provider;
import dev.limen.support.RelyingParty;
import dev.limen.support.SealedClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** A client that is registered anew for each value of the metadata that it tries. */
@Singleton
class TrialClient {

    private static final String ID = "trial";
    private static final String SECRET = "trial-secret-" + "0Qw2eRt4yUi6oPa8".repeat(4);
    private static final String REDIRECT_URI = "https://trial.example.com/callback";
    private static final Map<String, Object> JWKS =
            new SealedClient().keys().toPublicJWKSet().toJSONObject();

    private final Clients clients;
    private Map<String, Object> registered = Map.of();

    TrialClient(Clients clients) {
        this.clients = clients;
    }

    RelyingParty client() {
        return RelyingParty.registered(Provider.uri(), ID, SECRET, REDIRECT_URI);
    }

    /** The scope that it may ask for. */
    String scope() {
        return registered.get("scope").toString();
    }

    /** Registers it with these members beside the usual ones, if the rules accept them. */
    void register(Map<String, Object> more) {
        Map<String, Object> members = members(more);
        assertThat(ClientMetadataRules.faults(members)).isEmpty();
        Secrets secrets = Secrets.of(
                new FingerprintedSecret(Secret.of(SECRET), members.toString().getBytes(StandardCharsets.UTF_8)));
        QuarkusTransaction.requiringNew()
                .run(() -> clients.store(new ClientRegistration(
                        ID, Optional.of(true), ClientMetadata.of(members), Optional.of(secrets))));
        registered = members;
    }

    /** The rules accept this way to authenticate. */
    void mayAuthenticate(String method) {
        Map<String, Object> more = new HashMap<>(Map.of("token_endpoint_auth_method", method));
        if (method.equals("tls_client_auth")) {
            more.put("tls_client_auth_subject_dn", "CN=trial");
        }
        assertThat(ClientMetadataRules.faults(members(more))).isEmpty();
    }

    /** The rules accept this algorithm for assertions. */
    void maySign(String alg) {
        String method = alg.startsWith("HS") ? "client_secret_jwt" : "private_key_jwt";
        assertThat(ClientMetadataRules.faults(
                        members(Map.of("token_endpoint_auth_method", method, "token_endpoint_auth_signing_alg", alg))))
                .isEmpty();
    }

    /** The rules accept this algorithm for backchannel authentication requests. */
    void maySignBackchannelRequests(String alg) {
        assertThat(ClientMetadataRules.faults(members(Map.of(
                        "grant_types",
                        List.of(ClientMetadata.CIBA),
                        "response_types",
                        List.of(),
                        "backchannel_token_delivery_mode",
                        "poll",
                        "backchannel_authentication_request_signing_alg",
                        alg))))
                .isEmpty();
    }

    /** What is signed with this algorithm is a request, or registered as one: no other counts. */
    void maySignRequests(String alg) {
        register(Map.of("request_object_signing_alg", alg));
        RelyingParty.Request request = client().request("openid");
        ClientAssertion object = ClientAssertion.of(ID, Provider.uri()).without("sub");
        request.parameters().forEach(object::with);
        String jwt =
                switch (alg.substring(0, 2)) {
                    case "HS" -> object.keyed(alg, SECRET.getBytes(StandardCharsets.UTF_8));
                    case "no" -> object.unsigned();
                    default -> {
                        SigningPair pair =
                                SigningPair.generate(SigningAlgorithm.of(alg).orElseThrow());
                        register(Map.of(
                                "request_object_signing_alg", alg, "jwks", Map.of("keys", List.of(pair.publicJwk()))));
                        yield object.signed(alg, pair.privateKey());
                    }
                };
        client().post("/par", Map.of("request", jwt)).then().statusCode(201);
    }

    /** The rules accept it, and there is a key to encrypt to where the secret is none. */
    void mayEncryptRequests(String alg) {
        register(Map.of("request_object_encryption_alg", alg));
    }

    /** Its tokens are bound to a key of this algorithm; of those that the tests have no keys for, it is one that is known. */
    void proves(String alg) {
        if (!alg.equals("ES256")) {
            assertThat(ClientMetadataRules.SIGNING_ALGORITHMS).contains(alg);
            return;
        }
        register(
                Map.of("grant_types", List.of("client_credentials"), "response_types", List.of(), "scope", "api:read"));
        client().proving(DpopKey.generate())
                .token(Map.of("grant_type", "client_credentials"))
                .then()
                .statusCode(200)
                .body("token_type", equalTo("DPoP"));
    }

    private static Map<String, Object> members(Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>();
        List<String> grantTypes = new ArrayList<>(List.of("authorization_code", "refresh_token"));
        List<String> responseTypes = new ArrayList<>(List.of("code"));
        if (ConfigProvider.getConfig()
                .getOptionalValue("limen.features.legacy-implicit", Boolean.class)
                .orElse(false)) {
            grantTypes.add("implicit");
            responseTypes.clear();
            responseTypes.addAll(ClientMetadataRules.RESPONSE_TYPES);
        }
        members.put("redirect_uris", List.of(REDIRECT_URI));
        members.put("grant_types", grantTypes);
        members.put("response_types", responseTypes);
        members.put("scope", "openid email");
        members.put("consent", "none");
        members.put("jwks", JWKS);
        members.putAll(more);
        return members;
    }
}
