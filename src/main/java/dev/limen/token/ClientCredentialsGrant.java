package dev.limen.token;

import dev.limen.client.Client;
import dev.limen.grant.Grants;
import dev.limen.issuance.GrantType;
import dev.limen.issuance.Redemption;
import dev.limen.issuance.TokenRequest;
import dev.limen.protocol.AuthorizationDetails;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Scope;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.resource.Scopes;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The client_credentials grant (RFC 6749, section 4.4): a client acts for itself. It gets no refresh token (section
 * 4.4.3), as it can ask again at any time.
 */
@ApplicationScoped
class ClientCredentialsGrant implements GrantType {

    private final Grants grants;
    private final AuthorizationDetailsTypes detailsTypes;

    ClientCredentialsGrant(Grants grants, AuthorizationDetailsTypes detailsTypes) {
        this.grants = grants;
        this.detailsTypes = detailsTypes;
    }

    @Override
    public String name() {
        return ClientMetadata.CLIENT_CREDENTIALS;
    }

    @Override
    public Redemption redeem(TokenRequest request) {
        Client client = request.client();
        refusePublic(client);
        Scope granted = withoutPerson(client.metadata.scope());
        Scope asked = asked(request, granted);
        AuthorizationDetails details = detailsTypes.read(request.parameters(), client.metadata);
        if (details.isEmpty() || !asked.isEmpty()) {
            refuseBeyond(granted, asked);
        }
        // no person was asked: what the client is registered for is what it may have
        return Redemption.of(grants.standing(client), granted).withScope(asked).withDetails(details);
    }

    /** Without a word about it all that it is registered for, unless authorization details say what it is about. */
    private static Scope asked(TokenRequest request, Scope granted) {
        boolean detailed = request.parameters().has(AuthorizationDetails.NAME);
        return request.parameters().get("scope").map(Scope::parse).orElse(detailed ? Scope.EMPTY : granted);
    }

    /** Registration refuses such a client; the rule holds here too, for one that was stored before (section 4.4). */
    private static void refusePublic(Client client) {
        if (client.metadata.isPublic()) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "client_credentials is for clients that authenticate",
                    "RFC 6749, section 4.4");
        }
    }

    /** The scopes of OpenID Connect are about a person, and here is none. */
    private static Scope withoutPerson(Scope scope) {
        return Scope.of(scope.values().stream()
                .filter(value -> !Scopes.isStandard(value))
                .toList());
    }

    private static void refuseBeyond(Scope granted, Scope asked) {
        if (granted.isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE,
                    "the client is registered for no scope that it could use without a person",
                    "RFC 6749, section 3.3");
        }
        if (!granted.containsAll(asked)) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE,
                    "the scope exceeds what the client is registered for, or needs a person",
                    "RFC 6749, section 3.3");
        }
    }
}
