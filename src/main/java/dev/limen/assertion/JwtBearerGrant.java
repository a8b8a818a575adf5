package dev.limen.assertion;

import dev.limen.audit.Audit;
import dev.limen.audit.AuditEvent;
import dev.limen.client.Client;
import dev.limen.config.Profiles;
import dev.limen.grant.Grant;
import dev.limen.grant.Grants;
import dev.limen.issuance.AccessTokenLifetime;
import dev.limen.issuance.GrantType;
import dev.limen.issuance.Narrowing;
import dev.limen.issuance.Redemption;
import dev.limen.issuance.TokenRequest;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.TypRule;
import dev.limen.jose.UnverifiedJwt;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Scope;
import dev.limen.resource.Target;
import dev.limen.trust.Assertions;
import dev.limen.trust.Subjects;
import dev.limen.trust.TrustedIssuer;
import dev.limen.trust.TrustedIssuers;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/**
 * The JWT bearer grant (RFC 7523, sections 2.1 and 3). It gives an access token alone: nobody signed in here, so there is
 * nothing that an ID token could say, and whoever wants more later presents another assertion.
 */
@ApplicationScoped
class JwtBearerGrant implements GrantType {

    private static final OAuthError NOT_GOOD = new OAuthError(
            ErrorCode.INVALID_GRANT,
            "the assertion is not one that this client may present, is not valid, or was used before",
            "RFC 7523, section 3.1");

    private static final TypRule TYP = TypRule.plainOr("authorization-grant+jwt");

    private final Clock clock;
    private final Profiles profiles;
    private final TrustedIssuers issuers;
    private final Assertions assertions;
    private final Subjects subjects;
    private final Narrowing narrowing;
    private final AccessTokenLifetime lifetime;
    private final Grants grants;
    private final Audit audit;

    JwtBearerGrant(
            Clock clock,
            Profiles profiles,
            TrustedIssuers issuers,
            Assertions assertions,
            Subjects subjects,
            Narrowing narrowing,
            AccessTokenLifetime lifetime,
            Grants grants,
            Audit audit) {
        this.clock = clock;
        this.profiles = profiles;
        this.issuers = issuers;
        this.assertions = assertions;
        this.subjects = subjects;
        this.narrowing = narrowing;
        this.lifetime = lifetime;
        this.grants = grants;
        this.audit = audit;
    }

    @Override
    public String name() {
        return ClientMetadata.JWT_BEARER;
    }

    @Override
    public Redemption redeem(TokenRequest request) {
        Client client = request.client();
        refusePublic(client);
        String presented = request.parameters().require("assertion", "RFC 7521, section 4.1");
        try {
            UnverifiedJwt assertion = assertions.read(presented);
            TrustedIssuer issuer = issuer(assertion, client);
            Map<String, Object> claims = assertions.accept(assertion, TYP, issuer, profiles.required(client.metadata));
            User person = subjects.of(claims, issuer).orElseThrow(() -> new InvalidJwtException("leads to no account"));
            audit.record(new AuditEvent.AssertionAccepted(client.clientId, person.sub, issuer.issuer()));
            return redemption(request, person, issuer);
        } catch (InvalidJwtException e) {
            throw new OAuthException(NOT_GOOD, e.getMessage());
        }
    }

    /** Registration refuses such a client; the rule holds here too, for one that was stored before. */
    private static void refusePublic(Client client) {
        if (client.metadata.isPublic()) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "assertions are for clients that authenticate",
                    "RFC 7523, section 3.1");
        }
    }

    private TrustedIssuer issuer(UnverifiedJwt assertion, Client client) throws InvalidJwtException {
        return assertion
                .unverifiedText("iss")
                .flatMap(issuers::find)
                .filter(found -> found.serves(client.clientId))
                .orElseThrow(() -> new InvalidJwtException("iss is not trusted with this client"));
    }

    private Redemption redemption(TokenRequest request, User person, TrustedIssuer issuer) {
        Scope most = Scope.of(issuer.scopes())
                .within(request.client().metadata.scope().values());
        Grant grant = new Grant();
        grant.client = request.client();
        grant.user = person;
        grant.scope = most.toString();
        Redemption redemption = Redemption.of(grant, most)
                .withScope(request.parameters().get("scope").map(Scope::parse).orElse(most));
        Target target = narrowing.of(request, redemption);
        grant.expiresAt = clock.instant().plus(lifetime.of(target));
        grants.open(grant);
        return redemption;
    }
}
