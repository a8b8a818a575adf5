package dev.limen.introspection;

import dev.limen.client.Client;
import dev.limen.client.ClientAuthentication;
import dev.limen.client.PresentedCredentials;
import dev.limen.config.Profiles;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.issuance.TokenCheck;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.protocol.Requirement;
import dev.limen.resource.Resources;
import dev.limen.resource.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way of an introspection request. */
@ApplicationScoped
class IntrospectionEndpoint {

    private final ClientAuthentication authentication;
    private final TokenCheck tokens;
    private final Resources resources;
    private final Targets targets;
    private final TokenDescription description;
    private final IntrospectionJwt jwt;
    private final Profiles profiles;

    IntrospectionEndpoint(
            ClientAuthentication authentication,
            TokenCheck tokens,
            Resources resources,
            Targets targets,
            TokenDescription description,
            IntrospectionJwt jwt,
            Profiles profiles) {
        this.authentication = authentication;
        this.tokens = tokens;
        this.resources = resources;
        this.targets = targets;
        this.description = description;
        this.jwt = jwt;
        this.profiles = profiles;
    }

    /** The form of an answer. */
    enum Form {
        JSON,
        JWT
    }

    /** An answer in its form. */
    sealed interface Answer {
        record Json(Map<String, Object> members) implements Answer {}

        record Jwt(String jwt) implements Answer {}
    }

    /**
     * The answer (RFC 7662, section 2.2), or a JWT that says it to this client (RFC 9701, section 5). A token that is unknown, over, or none of this client's
     * business is inactive, without a word why. {@code token_type_hint} only speeds a search up, and ours needs no speed.
     *
     * @param accepted the forms that the client takes, the one that it likes best first
     * @throws OAuthException as RFC 6749, section 5.2 has it; {@code invalid_client} to a public client as well, since
     *     anyone could ask in its name (RFC 7662, section 2.1)
     */
    Answer introspect(PresentedCredentials credentials, List<Form> accepted) {
        return credentials.areUsedUp() ? introspectOnce(credentials, accepted) : answer(credentials, accepted);
    }

    /** What uses credentials up is undone where it has to begin again, once keys are loaded. */
    @Transactional(dontRollbackOn = OAuthException.class)
    Answer introspectOnce(PresentedCredentials credentials, List<Form> accepted) {
        return answer(credentials, accepted);
    }

    private Answer answer(PresentedCredentials credentials, List<Form> accepted) {
        Client client = authenticate(credentials);
        Form form = form(client, accepted);
        Map<String, Object> members = describe(client, credentials);
        return switch (form) {
            case JSON -> new Answer.Json(members);
            case JWT -> new Answer.Jwt(jwt.of(client, members));
        };
    }

    private Form form(Client client, List<Form> accepted) {
        if (!profiles.required(client.metadata).demand(Requirement.SIGNED_INTROSPECTION)) {
            return accepted.getFirst();
        }
        if (!accepted.contains(Form.JWT)) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST,
                    "the client's profile has signed answers only: accept application/token-introspection+jwt",
                    "FAPI 2.0 Message Signing, section 5.5");
        }
        return Form.JWT;
    }

    private Client authenticate(PresentedCredentials credentials) {
        Parameters parameters = credentials.form();
        parameters.refuseMalformed();
        Client client = authentication.authenticate(credentials);
        if (client.metadata.isPublic()) {
            throw new OAuthException(
                    ErrorCode.INVALID_CLIENT, "only confidential clients may introspect", "RFC 7662, section 2.1");
        }
        return client;
    }

    private Map<String, Object> describe(Client client, PresentedCredentials credentials) {
        String token = credentials.form().require("token", "RFC 7662, section 2.1");
        return accessToken(token, client).or(() -> refreshToken(token, client)).orElse(Map.of("active", false));
    }

    private Optional<Map<String, Object>> accessToken(String token, Client client) {
        return tokens.live(token)
                .filter(facts -> concerns(client, facts))
                .map(facts -> description.of(facts, client, details(client, facts)));
    }

    /** All of its own token; otherwise what is for the resources in whose name it asks (RFC 9396, section 9.2). */
    private AuthorizationDetails details(Client client, AccessTokenFacts facts) {
        if (facts.details().isEmpty() || facts.grant().client.id.equals(client.id)) {
            return facts.details();
        }
        List<String> asking = facts.audience().stream()
                .filter(each -> each.equals(client.clientId) || resources.introspects(client.clientId, List.of(each)))
                .toList();
        return targets.meantFor(asking, facts.details());
    }

    /** A refresh token is a secret between its client and this provider; no resource has business with it. */
    private Optional<Map<String, Object>> refreshToken(String token, Client client) {
        return tokens.liveRefreshToken(token)
                .filter(t -> t.grant.client.id.equals(client.id))
                .map(description::of);
    }

    /**
     * Its own token, or one for a resource in whose name it asks: the one that declares it for that, or the one under
     * whose identifier it is registered.
     */
    private boolean concerns(Client client, AccessTokenFacts facts) {
        return facts.grant().client.id.equals(client.id)
                || facts.audience().contains(client.clientId)
                || resources.introspects(client.clientId, facts.audience());
    }
}
