package dev.limen.ciba;

import dev.limen.client.Client;
import dev.limen.grant.BackchannelRequest;
import dev.limen.grant.BackchannelRequests;
import dev.limen.grant.Grant;
import dev.limen.interaction.AuthenticationNeed;
import dev.limen.issuance.AccessTokenFacts;
import dev.limen.issuance.SessionGrants;
import dev.limen.protocol.ErrorCode;
import dev.limen.protocol.OAuthException;
import dev.limen.subject.SubjectIdentifiers;
import dev.limen.user.User;
import dev.limen.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the authenticator of a house may do: an application on a person's device, with a token of that person, for that
 * person alone; or the service behind such applications, with a token of its own, for everybody. The answer itself is the
 * authentication: what it rests on is the authenticator's to say.
 */
@ApplicationScoped
class Authenticators {

    private final BackchannelRequests requests;
    private final Users users;
    private final Answers answers;
    private final SessionGrants sessionGrants;
    private final AuthenticationNeed need;
    private final Clock clock;
    private final SubjectIdentifiers subjects;

    Authenticators(
            BackchannelRequests requests,
            Users users,
            Answers answers,
            SessionGrants sessionGrants,
            AuthenticationNeed need,
            Clock clock,
            SubjectIdentifiers subjects) {
        this.requests = requests;
        this.users = users;
        this.answers = answers;
        this.sessionGrants = sessionGrants;
        this.need = need;
        this.clock = clock;
        this.subjects = subjects;
    }

    /**
     * What waits for a person.
     *
     * @param sub who that is; a person's token need not say it
     * @throws NotFoundException if there is no such person, or it is none of theirs
     */
    @Transactional
    List<BackchannelRequest> waiting(AccessTokenFacts token, Optional<String> sub) {
        User person = token.grant()
                .subject()
                .or(() -> sub.flatMap(users::bySub))
                .filter(found -> sub.map(subject(found, token)::equals).orElse(true))
                .orElseThrow(NotFoundException::new);
        return requests.waiting(person);
    }

    /** Under which subject the holder of the token knows a person. */
    String subject(User person, AccessTokenFacts token) {
        return subjects.of(person, token.grant().client);
    }

    /**
     * Says yes in the person's name.
     *
     * @param amr how the person was authenticated for it (RFC 8176)
     * @throws NotFoundException if there is no such request, or it is another person's
     * @throws ClientErrorException 409 if it does not wait any more
     * @throws OAuthException {@code unmet_authentication_requirements} if a resource demands more than {@code amr}; the
     *     request waits on
     */
    @Transactional
    void approve(AccessTokenFacts token, String id, List<String> amr) {
        BackchannelRequest request = theirs(token, id);
        refuseWeak(request, amr);
        refuseUnless(answers.allow(request, grant(request, amr), by(token)));
    }

    /** Says no in the person's name; as {@link #approve}. */
    @Transactional
    void deny(AccessTokenFacts token, String id) {
        refuseUnless(answers.deny(theirs(token, id), by(token)));
    }

    private void refuseWeak(BackchannelRequest request, List<String> amr) {
        AuthenticationNeed.Need wanted =
                need.of(request.client, request.requestedScope(), request.resources, request.acrValues);
        if (need.level(amr) < wanted.needed()) {
            throw new OAuthException(
                    ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS,
                    "amr does not reach the level that a resource demands",
                    "RFC 9470, section 3");
        }
    }

    /** S16: what is another person's is as good as unknown. */
    private BackchannelRequest theirs(AccessTokenFacts token, String id) {
        BackchannelRequest request = Names.parse(id)
                .flatMap(requests::byId)
                .filter(found -> mayDecideFor(token, found.user))
                .orElseThrow(NotFoundException::new);
        refuseUnless(request.waits(clock.instant()) && request.client.enabled && request.user.enabled);
        return request;
    }

    private static boolean mayDecideFor(AccessTokenFacts token, User person) {
        return token.grant().subject().map(own -> own.id.equals(person.id)).orElse(true);
    }

    private Grant grant(BackchannelRequest request, List<String> amr) {
        Client client = request.client;
        Duration left = Duration.between(clock.instant(), request.expiresAt);
        return sessionGrants.withoutSession(
                request.user, client, client.metadata.usable(request.requestedScope()), request.resources, amr, left);
    }

    private static Optional<String> by(AccessTokenFacts token) {
        return Optional.of(token.grant().client.clientId);
    }

    /** Rolls back what was done so far. */
    private static void refuseUnless(boolean holds) {
        if (!holds) {
            throw new ClientErrorException(Response.Status.CONFLICT);
        }
    }
}
