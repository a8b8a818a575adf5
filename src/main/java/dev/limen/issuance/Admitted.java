package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import dev.limen.protocol.SenderConstraint;
import dev.limen.resource.Target;
import java.util.Map;
import java.util.Optional;

/** What passed the {@link Gate}. Only the gate makes one, and tokens are issued for nothing else. */
public final class Admitted {

    private final Redemption redemption;
    private final Target target;
    private final SenderConstraint constraint;

    Admitted(Redemption redemption, Target target, SenderConstraint constraint) {
        this.redemption = redemption;
        this.target = target;
        this.constraint = constraint;
    }

    Grant grant() {
        return redemption.grant();
    }

    /** Whom the tokens are about; empty where the client acts for itself. */
    public Optional<String> subject() {
        return grant().subject().map(user -> user.sub);
    }

    /** What the tokens will be good for. */
    Scope scope() {
        return target.scope();
    }

    /** Who will accept the access token, and what they want of it. */
    Target target() {
        return target;
    }

    /** What the tokens will be bound to. */
    SenderConstraint constraint() {
        return constraint;
    }

    Optional<Redemption.Exchanged> exchanged() {
        return redemption.exchanged();
    }

    Map<String, Object> act() {
        return redemption.act();
    }

    Optional<String> nonce() {
        return redemption.nonce();
    }

    Optional<OpaqueToken> refreshToken() {
        return redemption.refreshToken();
    }
}
