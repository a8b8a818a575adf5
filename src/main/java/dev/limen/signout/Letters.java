package dev.limen.signout;

import dev.limen.client.ClientRequests;
import dev.limen.protocol.OAuthException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** What is sent for a notice, and where to. */
@ApplicationScoped
class Letters {

    private final ClientRequests requests;
    private final LetterWriter writer;

    /** @param body a logout request (OpenID Connect Back-Channel Logout 1.0, section 2.5) */
    record Letter(String clientId, URI to, byte[] body) {}

    Letters(ClientRequests requests, LetterWriter writer) {
        this.requests = requests;
        this.writer = writer;
    }

    /**
     * The letter for a notice; empty if the client is shut or wants none any more. The client's keys are loaded first, where
     * it has registered that its ID tokens are encrypted.
     *
     * @throws OAuthException if there is no key to encrypt to
     */
    Optional<Letter> of(Notice notice) {
        return requests.withKeys(() -> writer.write(notice));
    }
}
