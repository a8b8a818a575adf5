package dev.limen.signout;

import dev.limen.client.Client;
import dev.limen.client.Clients;
import dev.limen.signout.Letters.Letter;
import dev.limen.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes letters, each in a transaction of its own, which is over before the letter is sent. */
@ApplicationScoped
class LetterWriter {

    private final Clients clients;
    private final Users users;
    private final LogoutTokens tokens;

    LetterWriter(Clients clients, Users users, LogoutTokens tokens) {
        this.clients = clients;
        this.users = users;
        this.tokens = tokens;
    }

    @Transactional
    Optional<Letter> write(Notice notice) {
        Optional<Client> client = clients.byId(notice.clientId()).filter(found -> found.enabled);
        return client.flatMap(found -> found.metadata.backchannelLogoutUri())
                .map(uri -> letter(notice, client.orElseThrow(), URI.create(uri)));
    }

    private Letter letter(Notice notice, Client client, URI to) {
        String token = tokens.of(client, users.byId(notice.userId()), notice.sid());
        // base64url and dots need no encoding
        return new Letter(client.clientId, to, ("logout_token=" + token).getBytes(StandardCharsets.US_ASCII));
    }
}
