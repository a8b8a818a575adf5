package dev.limen.config;

import dev.limen.config.SettingsException.Fault;
import dev.limen.protocol.Requirements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which lifetimes, costs and budgets make sense, each for itself and together. */
final class Bounds {
    /** Argon2 needs eight blocks of 1 KiB for each lane (RFC 9106, section 3.1). */
    private static final int MEMORY_PER_LANE = 8;

    /** The caps of dev.limen.user.Argon2Cost, which refuses hashes beyond them: nothing would match. */
    private static final int MAX_LANES = 16;

    private static final int MAX_MEMORY = 256 * 1024;
    private static final long MAX_WORK = 1024L * 1024;

    /** As in dev.limen.key.KeyTimes: what is added to the age of cached key sets. */
    private static final Duration NODES_FOLLOW = Duration.ofMinutes(1);
    /** A proof that was seen is remembered for so long; more would be a long time to fill the table in. */
    private static final Duration MAX_DPOP_WINDOW = Duration.ofMinutes(15);

    /** FAPI 2.0 Security Profile, section 5.3.2.2: less than ten minutes. */
    private static final Duration MAX_PUSHED_LIFETIME = Duration.ofSeconds(599);

    /** A person looks at the page meanwhile. */
    private static final Duration MAX_FRAMES = Duration.ofSeconds(30);

    private final List<Fault> faults = new ArrayList<>();
    private final LimenConfig limen;

    private Bounds(LimenConfig limen) {
        this.limen = limen;
    }

    static List<Fault> faultsOf(LimenConfig limen) {
        Bounds bounds = new Bounds(limen);
        bounds.lifetimes();
        bounds.dpop();
        bounds.passwords();
        bounds.throttle();
        bounds.device();
        bounds.profile();
        bounds.requests();
        bounds.registration();
        bounds.ciba();
        return bounds.faults;
    }

    private void lifetimes() {
        LimenConfig.Tokens tokens = limen.tokens();
        positive("LIMEN_TOKENS_CODE_LIFETIME", tokens.codeLifetime());
        positive("LIMEN_TOKENS_ACCESS_TOKEN_LIFETIME", tokens.accessTokenLifetime());
        positive("LIMEN_TOKENS_ID_TOKEN_LIFETIME", tokens.idTokenLifetime());
        notNegative("LIMEN_TOKENS_REFRESH_GRACE", tokens.refreshGrace());
        within(
                "LIMEN_TOKENS_REFRESH_IDLE",
                tokens.refreshIdle(),
                "LIMEN_TOKENS_REFRESH_LIFETIME",
                tokens.refreshLifetime());
        LimenConfig.Sessions sessions = limen.sessions();
        within("LIMEN_SESSIONS_IDLE", sessions.idle(), "LIMEN_SESSIONS_LIFETIME", sessions.lifetime());
        within(
                "LIMEN_SESSIONS_REMEMBERED_IDLE",
                sessions.rememberedIdle(),
                "LIMEN_SESSIONS_REMEMBERED_LIFETIME",
                sessions.rememberedLifetime());
        positive("LIMEN_INTERACTIONS_LIFETIME", limen.interactions().lifetime());
        atLeast("LIMEN_LOAD_WAITING", limen.load().waiting(), 1);
        atLeast("LIMEN_LOGOUT_ATTEMPTS", limen.logout().attempts(), 1);
        within(
                "LIMEN_LOGOUT_FIRST_PAUSE",
                limen.logout().firstPause(),
                "LIMEN_LOGOUT_LONGEST_PAUSE",
                limen.logout().longestPause());
        within("LIMEN_LOGOUT_FRAMES", limen.logout().frames(), MAX_FRAMES);
        keys(limen.keys());
        positive("LIMEN_STATUS_LISTS_TTL", limen.statusLists().ttl());
        positive("LIMEN_AUDIT_RETENTION", limen.audit().retention());
    }

    private void keys(LimenConfig.Keys keys) {
        notNegative("LIMEN_KEYS_JWKS_MAX_AGE", keys.jwksMaxAge());
        notNegative("LIMEN_KEYS_ROTATION", keys.rotation());
        Duration publication = keys.jwksMaxAge().plus(NODES_FOLLOW);
        if (keys.rotation().isPositive() && keys.rotation().compareTo(publication.multipliedBy(2)) < 0) {
            fault(
                    "LIMEN_KEYS_ROTATION",
                    "must be at least " + publication.multipliedBy(2)
                            + ", twice the time for which a key is published before it signs");
        }
    }

    private void dpop() {
        within("LIMEN_DPOP_NONCE_LIFETIME", limen.dpop().nonceLifetime(), MAX_DPOP_WINDOW);
        within("LIMEN_DPOP_PROOF_TOLERANCE", limen.dpop().proofTolerance(), MAX_DPOP_WINDOW);
    }

    private void passwords() {
        LimenConfig.Passwords passwords = limen.passwords();
        atLeast("LIMEN_PASSWORDS_ITERATIONS", passwords.iterations(), 1);
        atLeast("LIMEN_PASSWORDS_PARALLELISM", passwords.parallelism(), 1);
        atLeast("LIMEN_PASSWORDS_MEMORY", passwords.memory(), MEMORY_PER_LANE * Math.max(1, passwords.parallelism()));
        passwords.concurrency().ifPresent(value -> atLeast("LIMEN_PASSWORDS_CONCURRENCY", value, 1));
        atMost("LIMEN_PASSWORDS_PARALLELISM", passwords.parallelism(), MAX_LANES);
        atMost("LIMEN_PASSWORDS_MEMORY", passwords.memory(), MAX_MEMORY);
        if ((long) passwords.memory() * passwords.iterations() > MAX_WORK) {
            fault("LIMEN_PASSWORDS_ITERATIONS", "times LIMEN_PASSWORDS_MEMORY must be at most " + MAX_WORK);
        }
        notNegative("LIMEN_PASSWORDS_WAIT", passwords.waitTime());
    }

    private void throttle() {
        atLeast("LIMEN_THROTTLE_PER_ACCOUNT", limen.throttle().perAccount(), 1);
        atLeast("LIMEN_THROTTLE_PER_ACCOUNT_EVERYWHERE", limen.throttle().perAccountEverywhere(), 1);
        atLeast("LIMEN_THROTTLE_PER_SOURCE", limen.throttle().perSource(), 1);
        positive("LIMEN_THROTTLE_WINDOW", limen.throttle().window());
        positive("LIMEN_THROTTLE_MAX_DELAY", limen.throttle().maxDelay());
    }

    private void device() {
        LimenConfig.Device device = limen.device();
        within("LIMEN_DEVICE_INTERVAL", device.interval(), "LIMEN_DEVICE_CODE_LIFETIME", device.codeLifetime());
        wholeSeconds("LIMEN_DEVICE_INTERVAL", device.interval());
        wholeSeconds("LIMEN_DEVICE_CODE_LIFETIME", device.codeLifetime());
        atLeast("LIMEN_DEVICE_REQUESTS_PER_SOURCE", device.requestsPerSource(), 1);
        atLeast("LIMEN_DEVICE_WRONG_CODES_PER_SOURCE", device.wrongCodesPerSource(), 1);
        atLeast("LIMEN_DEVICE_WRONG_CODES_EVERYWHERE", device.wrongCodesEverywhere(), 1);
    }

    /** FAPI 2.0 Security Profile, section 5.3.2.1, numbers 11 and 13. */
    private void profile() {
        Requirements required = limen.profile().requirements();
        underProfile("LIMEN_TOKENS_CODE_LIFETIME", limen.tokens().codeLifetime(), required.codeLifetime());
        underProfile("LIMEN_DPOP_PROOF_TOLERANCE", limen.dpop().proofTolerance(), required.ahead());
    }

    private void underProfile(String setting, Duration value, Duration longest) {
        if (value.compareTo(longest) > 0) {
            fault(
                    setting,
                    "must be at most " + longest + " with LIMEN_PROFILE="
                            + limen.profile().wire());
        }
    }

    private void requests() {
        LimenConfig.Requests requests = limen.requests();
        within("LIMEN_REQUESTS_PUSHED_LIFETIME", requests.pushedLifetime(), MAX_PUSHED_LIFETIME);
        wholeSeconds("LIMEN_REQUESTS_PUSHED_LIFETIME", requests.pushedLifetime());
    }

    private void registration() {
        atLeast("LIMEN_REGISTRATION_PER_SOURCE", limen.registration().perSource(), 1);
        notNegative("LIMEN_REGISTRATION_UNUSED_LIFETIME", limen.registration().unusedLifetime());
    }

    private void ciba() {
        LimenConfig.Ciba ciba = limen.ciba();
        within("LIMEN_CIBA_INTERVAL", ciba.interval(), "LIMEN_CIBA_LIFETIME", ciba.lifetime());
        within("LIMEN_CIBA_LIFETIME", ciba.lifetime(), "LIMEN_CIBA_MAX_LIFETIME", ciba.maxLifetime());
        wholeSeconds("LIMEN_CIBA_INTERVAL", ciba.interval());
        wholeSeconds("LIMEN_CIBA_LIFETIME", ciba.lifetime());
        wholeSeconds("LIMEN_CIBA_MAX_LIFETIME", ciba.maxLifetime());
        positive("LIMEN_CIBA_MAX_AGE", ciba.maxAge());
        atLeast("LIMEN_CIBA_WAITING_PER_PERSON", ciba.waitingPerPerson(), 1);
        atLeast("LIMEN_CIBA_REQUESTS_PER_PERSON", ciba.requestsPerPerson(), 1);
        if (limen.mail().from().filter(sender -> !sender.contains("@")).isPresent()) {
            fault("LIMEN_MAIL_FROM", "must be an e-mail address, with a name before it or not");
        }
    }

    /** What goes over the wire as a number of seconds. */
    private void wholeSeconds(String setting, Duration value) {
        if (value.getNano() != 0) {
            fault(setting, "must be whole seconds");
        }
    }

    private void positive(String setting, Duration value) {
        if (!value.isPositive()) {
            fault(setting, "must be more than zero");
        }
    }

    private void notNegative(String setting, Duration value) {
        if (value.isNegative()) {
            fault(setting, "must not be negative");
        }
    }

    private void within(String shorter, Duration value, String longer, Duration limit) {
        positive(shorter, value);
        positive(longer, limit);
        if (value.compareTo(limit) > 0) {
            fault(shorter, "must not be longer than " + longer + " (" + limit + ")");
        }
    }

    private void within(String setting, Duration value, Duration limit) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(limit) > 0) {
            fault(setting, "must be from PT1S to " + limit);
        }
    }

    private void atLeast(String setting, int value, int least) {
        if (value < least) {
            fault(setting, "must be at least " + least);
        }
    }

    private void atMost(String setting, int value, int most) {
        if (value > most) {
            fault(setting, "must be at most " + most);
        }
    }

    private void fault(String setting, String problem) {
        faults.add(new Fault(setting, problem));
    }
}
