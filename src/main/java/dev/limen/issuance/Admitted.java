package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import dev.limen.protocol.SenderConstraint;
import java.util.Map;
import java.util.Optional;

/** What passed the {@link Gate}. Only the gate makes one, and tokens are issued for nothing else. */
public final class Admitted {

    private final Redemption redemption;
    private final Scope scope;
    private final SenderConstraint constraint;

    Admitted(Redemption redemption, Scope scope, SenderConstraint constraint) {
        this.redemption = redemption;
        this.scope = scope;
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
        return scope;
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
