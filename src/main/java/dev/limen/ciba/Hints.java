package dev.limen.ciba;

import dev.limen.client.Client;
import dev.limen.config.Profiles;
import dev.limen.issuance.HintedPeople;
import dev.limen.issuance.OwnTokens;
import dev.limen.jose.InvalidJwtException;
import dev.limen.jose.TypRule;
import dev.limen.jose.UnverifiedJwt;
import dev.limen.protocol.BackchannelAuthenticationRequest.Hint;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthError;
import dev.limen.protocol.OAuthException;
import dev.limen.trust.Assertions;
import dev.limen.trust.Subjects;
import dev.limen.trust.TrustedIssuer;
import dev.limen.trust.TrustedIssuers;
import dev.limen.user.User;
import dev.limen.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the person whom a client means (CIBA, sections 7.1 and 7.2). */
@ApplicationScoped
class Hints {

    private static final String CLAUSE = "CIBA, section 13";
    private static final OAuthError UNKNOWN =
            new OAuthError(ErrorCode.UNKNOWN_USER_ID, "the hint does not lead to one person", CLAUSE);
    private static final OAuthError NO_HINT = new OAuthError(
            ErrorCode.INVALID_REQUEST, "the id_token_hint is not an ID token of this client", "CIBA, section 7.2");
    private static final OAuthError NO_TOKEN = new OAuthError(
            ErrorCode.INVALID_REQUEST,
            "the login_hint_token is not valid, or not one that this client may present",
            "CIBA, section 7.2");
    private static final OAuthError EXPIRED =
            new OAuthError(ErrorCode.EXPIRED_LOGIN_HINT_TOKEN, "the login_hint_token has expired", CLAUSE);

    /** Limen's own: without a type, a hint could be presented as a grant (RFC 8725, section 3.11). */
    private static final TypRule TYP = TypRule.exactly("login-hint+jwt");

    private final Users users;
    private final OwnTokens ownTokens;
    private final HintedPeople hinted;
    private final Profiles profiles;
    private final TrustedIssuers issuers;
    private final Assertions assertions;
    private final Subjects subjects;

    Hints(
            Users users,
            OwnTokens ownTokens,
            HintedPeople hinted,
            Profiles profiles,
            TrustedIssuers issuers,
            Assertions assertions,
            Subjects subjects) {
        this.users = users;
        this.ownTokens = ownTokens;
        this.hinted = hinted;
        this.profiles = profiles;
        this.issuers = issuers;
        this.assertions = assertions;
        this.subjects = subjects;
    }

    /**
     * The one account that is meant, and that may be used.
     *
     * @throws OAuthException {@code unknown_user_id}, {@code expired_login_hint_token} or {@code invalid_request}
     */
    User person(Hint hint, Client client) {
        Optional<User> person =
                switch (hint) {
                    case Hint.Name name -> byName(name.value());
                    case Hint.IdToken token -> byIdToken(token.jwt(), client);
                    case Hint.Token token -> byToken(token.jwt(), client);
                };
        return person.filter(found -> found.enabled)
                .orElseThrow(() -> new OAuthException(UNKNOWN, "no account, several, or one that is disabled"));
    }

    /** A name that leads to one account as a username and to another as an address leads to none. */
    private Optional<User> byName(String name) {
        Collection<User> found = Stream.<Function<String, Optional<User>>>of(
                        users::byUsername, users::byVerifiedEmail, users::bySub)
                .flatMap(way -> way.apply(name).stream())
                .collect(Collectors.toMap(user -> user.id, user -> user, (one, same) -> one))
                .values();
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    private Optional<User> byIdToken(String jwt, Client client) {
        Map<String, Object> claims = ownTokens
                .idTokenHint(jwt)
                .filter(found -> isFor(client, found.get("aud")))
                .orElseThrow(() -> new OAuthException(NO_HINT));
        return hinted.of(claims, client);
    }

    private static boolean isFor(Client client, Object audience) {
        return audience instanceof List<?> several
                ? several.contains(client.clientId)
                : client.clientId.equals(audience);
    }

    private Optional<User> byToken(String jwt, Client client) {
        try {
            UnverifiedJwt token = assertions.read(jwt);
            TrustedIssuer issuer = token.unverifiedText("iss")
                    .flatMap(issuers::find)
                    .filter(found -> found.serves(client.clientId))
                    .orElseThrow(() -> new InvalidJwtException("iss is not trusted with this client"));
            return subjects.of(assertions.accept(token, TYP, issuer, profiles.required(client.metadata)), issuer);
        } catch (InvalidJwtException e) {
            throw new OAuthException(e.isExpired() ? EXPIRED : NO_TOKEN, e.getMessage());
        }
    }
}
