package dev.limen.support;

import dev.limen.client.ClientRegistration;
import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.client.Clients;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadataRules;
import dev.limen.protocol.Secret;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client that signs its requests with ES256. A test registers it as it needs it. */
public final class SigningClient {

    public static final String ID = "requesting";
    public static final String SECRET = "requesting-secret-" + "7Rt5Yp1Wq9".repeat(6);
    public static final String REDIRECT_URI = "https://requesting.example.com/callback";
    private static final SigningPair PAIR = SigningPair.generate(SigningAlgorithm.ES256);

    private final Clients clients;

    public SigningClient(Clients clients) {
        this.clients = clients;
    }

    /** Registers it with these members beside the usual ones, or in place of them. */
    public SigningClient register(Map<String, ?> more) {
        return register(ID, more);
    }

    /** The same under another name. */
    public SigningClient register(String id, Map<String, ?> more) {
        Map<String, Object> members = new HashMap<>();
        members.put("redirect_uris", List.of(REDIRECT_URI));
        members.put("grant_types", List.of("authorization_code", "refresh_token"));
        members.put("scope", "openid email api:read");
        members.put("consent", "none");
        if (!more.containsKey("jwks_uri")) {
            members.put("jwks", Map.of("keys", List.of(PAIR.publicJwk())));
        }
        members.putAll(more);
        if (!ClientMetadataRules.faults(members).isEmpty()) {
            throw new AssertionError(ClientMetadataRules.faults(members));
        }
        Secrets secrets = Secrets.of(
                new FingerprintedSecret(Secret.of(SECRET), members.toString().getBytes(StandardCharsets.UTF_8)));
        QuarkusTransaction.requiringNew()
                .run(() -> clients.store(new ClientRegistration(
                        id, Optional.of(true), ClientMetadata.of(members), Optional.of(secrets))));
        return this;
    }

    public RelyingParty party() {
        return RelyingParty.registered(Provider.uri(), ID, SECRET, REDIRECT_URI);
    }

    public RelyingParty party(String id) {
        return RelyingParty.registered(Provider.uri(), id, SECRET, REDIRECT_URI);
    }

    public SigningPair pair() {
        return PAIR;
    }

    /** A request object that asks for what the request asks for, to be changed before it is signed. */
    public ClientAssertion object(RelyingParty.Request request) {
        ClientAssertion object = ClientAssertion.of(request.get("client_id"), Provider.uri())
                .without("sub")
                .without("jti")
                .header("typ", "oauth-authz-req+jwt")
                .header("kid", PAIR.kid());
        request.parameters().forEach(object::with);
        return object;
    }

    /** The same, signed with the client's key. */
    public String signed(RelyingParty.Request request) {
        return signed(object(request));
    }

    public String signed(ClientAssertion object) {
        return object.signed("ES256", PAIR.privateKey());
    }
}
