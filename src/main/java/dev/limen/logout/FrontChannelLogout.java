package dev.limen.logout;

import dev.limen.client.Client;
import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.config.Issuer;
import dev.limen.issuance.FormEncoding;
import dev.limen.protocol.WebOrigin;
import dev.limen.session.Session;
import dev.limen.signout.Participants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** OpenID Connect Front-Channel Logout 1.0: which frames the page of a sign-out shows. */
@ApplicationScoped
class FrontChannelLogout {

    private final Features features;
    private final Participants participants;
    private final Issuer issuer;

    FrontChannelLogout(Features features, Participants participants, Issuer issuer) {
        this.features = features;
        this.participants = participants;
        this.issuer = issuer;
    }

    /** The frames for these sessions, which may have ended; the same one never twice. */
    List<Frame> frames(List<Session> sessions) {
        if (!features.enabled(Feature.FRONTCHANNEL_LOGOUT)) {
            return List.of();
        }
        return sessions.stream().flatMap(this::frames).distinct().toList();
    }

    private Stream<Frame> frames(Session session) {
        return participants.of(session).stream().flatMap(client -> frame(client, session).stream());
    }

    /** Section 2: the session is named to clients that have registered that they need it. */
    private Optional<Frame> frame(Client client, Session session) {
        return client.metadata.frontchannelLogoutUri().flatMap(uri -> WebOrigin.of(uri)
                .map(origin -> new Frame(
                        client.metadata.frontchannelLogoutSessionRequired() ? named(uri, session) : uri,
                        origin.toString(),
                        client.displayName())));
    }

    private String named(String uri, Session session) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("iss", issuer.value());
        parameters.put("sid", session.sid);
        return FormEncoding.inQuery(uri, parameters);
    }
}
