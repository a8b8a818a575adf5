package dev.limen.interaction;

import dev.limen.client.Client;
import dev.limen.protocol.OpaqueToken;
import dev.limen.web.ClientView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A live {@link Interaction} as a page sees it, whatever it is for. */
public sealed interface Attempt permits AuthorizationAttempt, DeviceAttempt, ApprovalAttempt {

    /** What names it in links and forms. */
    OpaqueToken handle();

    /** What has been recorded so far. */
    Interaction interaction();

    /** Who asks; nobody where a person came by themselves, or it is not to be told before they signed in. */
    Optional<Client> asking();

    /** The languages that the person prefers, as far as the request tells. */
    List<String> uiLocales();

    /** The name that the person may have given to the client already. */
    Optional<String> loginHint();

    /** Whether the answer goes to a program on the person's device. */
    boolean answersOnDevice();

    /** How pages in this language show who asks. */
    default Optional<ClientView> clientView(Locale locale) {
        return asking().map(client -> client.voucher()
                .map(host -> ClientView.described(client.displayName(locale), host, answersOnDevice()))
                .orElseGet(() -> ClientView.of(client.displayName(locale), client.metadata.logoUri(locale))));
    }

    /** The path of the resume, below the issuer: where every step ends. */
    default String resumePath() {
        return interaction().purpose().resume() + handle().reveal();
    }
}
