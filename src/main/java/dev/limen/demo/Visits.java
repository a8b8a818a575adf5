package dev.limen.demo;

import dev.limen.crypto.Tokens;
import dev.limen.protocol.OpaqueToken;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The demo application's own sessions, in memory and few of them: a restart forgets them. */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
class Visits {

    private static final int MOST = 200;

    private final Tokens tokens;
    private final Map<String, Visit> byCookie = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Visit> eldest) {
            return size() > MOST;
        }
    });

    Visits(Tokens tokens) {
        this.tokens = tokens;
    }

    Optional<Visit> find(String cookie) {
        return Optional.ofNullable(cookie).map(byCookie::get);
    }

    /** Remembers a visit under a new cookie value. */
    OpaqueToken remember(Visit visit) {
        OpaqueToken cookie = tokens.next();
        byCookie.put(cookie.reveal(), visit);
        return cookie;
    }

    void forget(String cookie) {
        if (cookie != null) {
            byCookie.remove(cookie);
        }
    }
}
