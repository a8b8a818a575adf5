package dev.limen.issuance;

import dev.limen.grant.Grant;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Scope;
import java.util.Optional;

/** What passed the {@link Gate}. Only the gate makes one, and tokens are issued for nothing else. */
public final class Admitted {

    private final Redemption redemption;
    private final Scope scope;

    Admitted(Redemption redemption, Scope scope) {
        this.redemption = redemption;
        this.scope = scope;
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

    Optional<String> nonce() {
        return redemption.nonce();
    }

    Optional<OpaqueToken> refreshToken() {
        return redemption.refreshToken();
    }
}
