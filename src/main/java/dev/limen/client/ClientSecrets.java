package dev.limen.client;

import dev.limen.client.ClientRegistration.FingerprintedSecret;
import dev.limen.client.ClientRegistration.Secrets;
import dev.limen.crypto.MasterKey;
import dev.limen.protocol.ConstantTime;
import dev.limen.protocol.Secret;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The secrets of clients: at most two of each count at one time. They are kept as hashes; only those that key an HMAC are
 * kept themselves, sealed under the master key.
 */
@Singleton
class ClientSecrets {

    /** Compared with where there is no secret; no value has this hash. */
    private static final byte[] NO_HASH = new byte[32];

    private static final String PURPOSE = "client secret";

    private final MasterKey masterKey;
    private final Clock clock;

    ClientSecrets(MasterKey masterKey, Clock clock) {
        this.masterKey = masterKey;
        this.clock = clock;
    }

    /**
     * Whether this is a secret of the client. Both are always compared, and as much where there is no client or it has
     * none.
     */
    boolean matches(Optional<Client> client, Secret presented) {
        byte[] hash = presented.hash();
        boolean current = ConstantTime.equal(hash(client.map(c -> c.secret)), hash);
        boolean previous = ConstantTime.equal(hash(client.flatMap(this::previous)), hash);
        return current | previous;
    }

    /** The secrets themselves that count now, the newer one first; none of a client that keys no HMAC with them. */
    List<Secret> shared(Client client) {
        return Stream.concat(Optional.ofNullable(client.secret).stream(), previous(client).stream())
                .filter(secret -> secret.sealed != null)
                .map(secret -> Secret.of(new String(masterKey.open(PURPOSE, secret.sealed), StandardCharsets.UTF_8)))
                .toList();
    }

    /** Keeps what the client's metadata asks for; whether that changed anything. */
    boolean store(Client client, Optional<Secrets> given) {
        if (!client.metadata.hasSecret()) {
            return forget(client);
        }
        boolean sealing = client.metadata.keysHmac();
        if (given.isPresent() && differ(given.get(), client, sealing)) {
            put(given.get(), client, sealing);
            return true;
        }
        return !sealing && unseal(client);
    }

    private static boolean differ(Secrets given, Client client, boolean sealing) {
        return !Arrays.equals(given.current().fingerprint(), fingerprint(client.secret))
                || !Arrays.equals(
                        given.previous().map(FingerprintedSecret::fingerprint).orElse(null),
                        fingerprint(client.previousSecret))
                || !given.previousExpiresAt().equals(Optional.ofNullable(client.previousSecretExpiresAt))
                || sealing && client.secret.sealed == null;
    }

    private void put(Secrets given, Client client, boolean sealing) {
        client.secret = stored(given.current(), sealing);
        client.previousSecret =
                given.previous().map(secret -> stored(secret, sealing)).orElse(null);
        client.previousSecretExpiresAt = given.previousExpiresAt().orElse(null);
    }

    private StoredSecret stored(FingerprintedSecret secret, boolean sealing) {
        byte[] plain = secret.secret().reveal().getBytes(StandardCharsets.UTF_8);
        return new StoredSecret(
                secret.secret().hash(), secret.fingerprint(), sealing ? masterKey.seal(PURPOSE, plain) : null);
    }

    /** A secret that keys nothing any more is kept as its hash alone. */
    private static boolean unseal(Client client) {
        boolean changed = false;
        for (StoredSecret secret : Arrays.asList(client.secret, client.previousSecret)) {
            if (secret != null && secret.sealed != null) {
                secret.sealed = null;
                changed = true;
            }
        }
        return changed;
    }

    private static boolean forget(Client client) {
        if (client.secret == null && client.previousSecret == null) {
            return false; // writing nothing over nothing would be a change to Hibernate
        }
        client.secret = null;
        client.previousSecret = null;
        client.previousSecretExpiresAt = null;
        return true;
    }

    private Optional<StoredSecret> previous(Client client) {
        Instant end = client.previousSecretExpiresAt;
        boolean over = end != null && !clock.instant().isBefore(end);
        return over ? Optional.empty() : Optional.ofNullable(client.previousSecret);
    }

    private static byte[] hash(Optional<StoredSecret> secret) {
        return secret.map(s -> s.hash).orElse(NO_HASH);
    }

    private static byte[] fingerprint(StoredSecret secret) {
        return secret == null ? null : secret.fingerprint;
    }
}
