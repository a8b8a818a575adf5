package dev.limen.applications;

import dev.limen.client.Client;
import dev.limen.config.Issuer;
import dev.limen.grant.UsedClients;
import dev.limen.issuance.FormEncoding;
import dev.limen.protocol.ClientMetadata.ConsentMode;
import dev.limen.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Links that let applications begin a sign-in (OpenID Connect Core 1.0, section 4). */
@ApplicationScoped
class InitiatedLogin {

    private final UsedClients usedClients;
    private final Issuer issuer;

    InitiatedLogin(UsedClients usedClients, Issuer issuer) {
        this.usedClients = usedClients;
        this.issuer = issuer;
    }

    /** The applications of a person that can begin a sign-in, at addresses that they have registered and at no others. */
    List<ApplicationView> of(User user, Locale locale) {
        return usedClients.of(user).stream()
                .flatMap(client -> client.metadata.initiateLoginUri().stream()
                        .map(uri -> new ApplicationView(client.displayName(locale), link(uri, client, user))))
                .toList();
    }

    /** The name of a person is told to applications of the house alone: others may not know it yet. */
    private String link(String uri, Client client, User user) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("iss", issuer.value());
        if (client.metadata.consent() == ConsentMode.NONE) {
            parameters.put("login_hint", user.username);
        }
        return FormEncoding.inQuery(uri, parameters);
    }
}
