package dev.limen.issuance;

import dev.limen.grant.AccessToken;
import dev.limen.grant.Grants;
import dev.limen.jose.SigningAlgorithm;
import jakarta.enterprise.context.ApplicationScoped;

/** Access tokens that say nothing by themselves; resource servers ask the introspection endpoint (RFC 7662). */
@ApplicationScoped
class OpaqueAccessTokens implements AccessTokenFormat {

    private final Grants grants;

    OpaqueAccessTokens(Grants grants) {
        this.grants = grants;
    }

    @Override
    public String name() {
        return "opaque";
    }

    @Override
    public String issue(AccessTokenFacts facts, SigningAlgorithm algorithm) {
        AccessToken token = new AccessToken();
        token.grant = facts.grant();
        token.jti = facts.jti();
        token.scope = facts.scope().toString();
        token.audience = facts.audience();
        token.issuedAt = facts.issuedAt();
        token.expiresAt = facts.expiresAt();
        token.cnf = facts.constraint().confirmation();
        token.act = facts.act();
        token.authorizationDetails = facts.details().objects();
        return grants.issue(token).reveal();
    }
}
