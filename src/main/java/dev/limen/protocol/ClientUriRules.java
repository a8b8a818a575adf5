package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.*;

import dev.limen.protocol.ClientMetadataRules.Fault;
import java.util.List;
import java.util.Optional;

/** Every URI of client metadata against its {@link ClientUri}. */
final class ClientUriRules {

    private static final int MAX_URIS = 100;

    private ClientUriRules() {}

    static void check(ClientMetadata metadata, List<Fault> faults) {
        each(metadata, faults, REDIRECT_URIS, metadata.redirectUris());
        each(metadata, faults, POST_LOGOUT_REDIRECT_URIS, metadata.postLogoutRedirectUris());
        documents(faults, REQUEST_URIS, metadata.requestUris());
        one(faults, CLIENT_URI, metadata.clientUri(), ClientUri.PAGE);
        one(faults, LOGO_URI, metadata.logoUri(), ClientUri.PAGE);
        one(faults, POLICY_URI, metadata.policyUri(), ClientUri.PAGE);
        one(faults, TOS_URI, metadata.tosUri(), ClientUri.PAGE);
        one(faults, JWKS_URI, metadata.jwksUri(), ClientUri.DOCUMENT);
        one(faults, SECTOR_IDENTIFIER_URI, metadata.sectorIdentifierUri(), ClientUri.HTTPS_ALONE);
        one(faults, INITIATE_LOGIN_URI, metadata.initiateLoginUri(), ClientUri.HTTPS_ALONE);
        one(faults, BACKCHANNEL_LOGOUT_URI, metadata.backchannelLogoutUri(), ClientUri.DOCUMENT);
        one(faults, FRONTCHANNEL_LOGOUT_URI, metadata.frontchannelLogoutUri(), ClientUri.PAGE);
        one(
                faults,
                BACKCHANNEL_CLIENT_NOTIFICATION_ENDPOINT,
                metadata.backchannelClientNotificationEndpoint(),
                ClientUri.DOCUMENT);
    }

    private static void each(
            ClientMetadata metadata, List<Fault> faults, ClientMetadataField field, List<String> uris) {
        if (uris.size() > MAX_URIS) {
            faults.add(new Fault(field, "has more than " + MAX_URIS + " URIs"));
            return;
        }
        for (int i = 0; i < uris.size(); i++) {
            int element = i;
            ClientUri.REDIRECT
                    .fault(uris.get(i), metadata.isNative())
                    .ifPresent(sentence -> faults.add(new Fault(field, element, sentence)));
            if (uris.indexOf(uris.get(i)) < i) {
                faults.add(new Fault(field, i, "is there twice"));
            }
        }
    }

    /** OpenID Connect Registration 1.0, section 2: a fragment may say which content is meant. */
    private static void documents(List<Fault> faults, ClientMetadataField field, List<String> uris) {
        if (uris.size() > MAX_URIS) {
            faults.add(new Fault(field, "has more than " + MAX_URIS + " URIs"));
            return;
        }
        for (int i = 0; i < uris.size(); i++) {
            int element = i;
            ClientUri.DOCUMENT
                    .fault(uris.get(i).replaceFirst("#[A-Za-z0-9_-]*$", ""), false)
                    .ifPresent(sentence -> faults.add(new Fault(field, element, sentence)));
        }
    }

    private static void one(List<Fault> faults, ClientMetadataField field, Optional<String> uri, ClientUri allowed) {
        uri.flatMap(value -> allowed.fault(value, false)).ifPresent(s -> faults.add(new Fault(field, s)));
    }
}
