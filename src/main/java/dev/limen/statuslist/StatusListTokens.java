package dev.limen.statuslist;

import dev.limen.config.Issuer;
import dev.limen.config.LimenConfig;
import dev.limen.config.Profiles;
import dev.limen.grant.RevokedPlaces;
import dev.limen.grant.StatusLists;
import dev.limen.issuance.TokenStatus;
import dev.limen.jose.JwtSigner;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.jose.SigningPair;
import dev.limen.key.Keys;
import dev.limen.key.SignedTokens;
import dev.limen.web.Prepared;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.Deflater;

/**
 * Signs status lists (Token Status List, section 5.1), each one anew only when it has changed, half its time is over or
 * another key signs: everybody in between gets the same bytes from memory.
 */
@ApplicationScoped
class StatusListTokens implements SignedTokens {

    private static final String TYP = "statuslist+jwt";

    /** Changes that come thick and fast are signed together. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** A resource server that cannot reach us may go by a list for so many times its {@code ttl}. */
    private static final int LIVES = 10;

    private final StatusLists lists;
    private final TokenStatus status;
    private final Issuer issuer;
    private final Keys keys;
    private final JwtSigner signer;
    private final Clock clock;
    private final Duration ttl;
    private final SigningAlgorithm algorithm;
    private final ConcurrentMap<Long, Signed> signed = new ConcurrentHashMap<>();

    private record Signed(Prepared document, RevokedPlaces of, long changes, String kid, Instant at) {}

    StatusListTokens(
            StatusLists lists,
            TokenStatus status,
            Issuer issuer,
            Keys keys,
            JwtSigner signer,
            Clock clock,
            Profiles profiles,
            LimenConfig config) {
        this.lists = lists;
        this.status = status;
        this.issuer = issuer;
        this.keys = keys;
        this.signer = signer;
        this.clock = clock;
        this.ttl = config.statusLists().ttl();
        this.algorithm =
                SigningAlgorithm.of(profiles.required().usualAlgorithm()).orElseThrow();
    }

    /** How long the answer may be kept. */
    Duration ttl() {
        return ttl;
    }

    @Override
    public Duration longestLifetime() {
        return ttl.multipliedBy(LIVES);
    }

    /** The signed list; empty where there is none of this number. */
    Optional<Prepared> find(long list) {
        Optional<RevokedPlaces> places = lists.find(list);
        if (places.isEmpty()) {
            signed.remove(list);
            return Optional.empty();
        }
        Instant now = clock.instant();
        SigningPair pair = keys.active(algorithm);
        return Optional.of(signed.compute(
                        list,
                        (number, known) -> known != null && serves(known, places.get(), pair, now)
                                ? known
                                : sign(number, places.get(), pair, now))
                .document());
    }

    /** By a key that was taken back, a list would be refused by whoever has the new keys. */
    private boolean serves(Signed known, RevokedPlaces places, SigningPair pair, Instant now) {
        if (!known.kid().equals(pair.kid())) {
            return false;
        }
        boolean same = known.of() == places && known.changes() == places.changes();
        Duration age = Duration.between(known.at(), now).abs();
        return age.compareTo(same ? ttl.dividedBy(2) : PAUSE) < 0;
    }

    private Signed sign(long list, RevokedPlaces places, SigningPair pair, Instant now) {
        long changes = places.changes();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.value());
        claims.put("sub", status.uri(list));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(ttl.multipliedBy(LIVES)).getEpochSecond());
        claims.put("ttl", ttl.toSeconds());
        claims.put("status_list", Map.of("bits", 1, "lst", compressed(places.bytes())));
        String jwt = signer.sign(claims, TYP, pair);
        return new Signed(Prepared.of(jwt), places, changes, pair.kid(), now);
    }

    /** ZLIB at its highest level (section 4.1), base64url. */
    static String compressed(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
        } finally {
            deflater.end();
        }
    }
}
