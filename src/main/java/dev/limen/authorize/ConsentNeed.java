package dev.limen.authorize;

import dev.limen.client.Client;
import dev.limen.grant.Consents;
import dev.limen.interaction.Proposal;
import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.ClientMetadata.ConsentMode;
import dev.limen.resource.AuthorizationDetailsTypes;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;

/** Says whether the person must be asked, and remembers the answer. */
@ApplicationScoped
class ConsentNeed {

    private final Consents consents;
    private final AuthorizationDetailsTypes detailsTypes;

    ConsentNeed(Consents consents, AuthorizationDetailsTypes detailsTypes) {
        this.consents = consents;
        this.detailsTypes = detailsTypes;
    }

    /** Whether something is asked that the person has not allowed this client before. */
    boolean exists(Proposal proposal, User user, Target target) {
        Client client = target.client();
        return switch (client.metadata.consent()) {
            case NONE -> false;
            case ALWAYS -> true;
            case REMEMBER ->
                impersonable(client.metadata, target)
                        || detailsTypes.askedEachTime(proposal.details())
                        || !consents.cover(
                                user, client, proposal.scope().values(), proposal.claims(), proposal.details());
        };
    }

    /** Remembers what the person allowed, where the client is one for which that is done. */
    void remember(Proposal proposal, Client client, User user) {
        if (client.metadata.consent() == ConsentMode.REMEMBER) {
            consents.remember(
                    user,
                    client,
                    proposal.scope().values(),
                    proposal.claims(),
                    detailsTypes.remembered(proposal.details()));
        }
    }

    /**
     * RFC 8252, section 8.6: any program on the person's machine can pretend to be a public native application, unless
     * its redirection URI is a claimed https one; such a client is never let through unseen.
     */
    private static boolean impersonable(ClientMetadata client, Target target) {
        return client.isPublic() && client.isNative() && !target.redirectUri().startsWith("https:");
    }
}
