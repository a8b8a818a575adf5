package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.protocol.OpaqueToken;
import dev.limen.web.ClientView;
import java.util.List;
import java.util.Optional;

/** A live {@link Interaction} as a page sees it, whatever it is for. */
public sealed interface Attempt permits AuthorizationAttempt, DeviceAttempt {

    /** What names it in links and forms. */
    OpaqueToken handle();

    /** What has been recorded so far. */
    Interaction interaction();

    /** Who asks. */
    Client client();

    /** The languages that the person prefers, as far as the request tells. */
    List<String> uiLocales();

    /** The name that the person may have given to the client already. */
    Optional<String> loginHint();

    /** Whether the answer goes to a program on the person's device. */
    boolean answersOnDevice();

    /** How pages show who asks. */
    default ClientView clientView() {
        Client client = client();
        return client.voucher()
                .map(host -> ClientView.described(client.displayName(), host, answersOnDevice()))
                .orElseGet(() -> ClientView.of(client.displayName(), client.metadata.logoUri()));
    }

    /** The path of the resume, below the issuer: where every step ends. */
    default String resumePath() {
        return interaction().purpose().resume() + handle().reveal();
    }
}
