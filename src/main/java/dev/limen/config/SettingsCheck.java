package dev.limen.config;

import dev.limen.config.SettingsException.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules that settings must keep beyond the types of their values, in the order of {@link LimenConfig}. */
final class SettingsCheck {
    private static final int MASTER_KEY_BYTES = 32;
    private static final Pattern HOST_NAME =
            Pattern.compile("(?i)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    /** Argon2 needs eight blocks of 1 KiB for each lane (RFC 9106, section 3.1). */
    private static final int MEMORY_PER_LANE = 8;

    /** The caps of dev.limen.user.Argon2Cost, which refuses hashes beyond them: nothing would match. */
    private static final int MAX_LANES = 16;

    private static final int MAX_MEMORY = 256 * 1024;
    private static final long MAX_WORK = 1024L * 1024;

    private final List<Fault> faults = new ArrayList<>();
    private final LimenConfig limen;
    private final Settings.ExternalDatabase database;

    private SettingsCheck(Settings settings) {
        limen = settings.limen();
        database = settings.database();
    }

    static List<Fault> faultsOf(Settings settings) {
        SettingsCheck check = new SettingsCheck(settings);
        check.issuer();
        check.files();
        check.masterKey();
        check.database();
        check.outbound();
        check.lifetimes();
        check.passwords();
        check.throttle();
        return check.faults;
    }

    private void issuer() {
        URI issuer = limen.issuer();
        String scheme = Optional.ofNullable(issuer.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || issuer.getHost() == null) {
            fault("LIMEN_ISSUER", "must be a URL like https://id.example.com");
            return;
        }
        // OpenID Connect Discovery 1.0, section 3; RFC 8414, section 2
        if (issuer.getRawQuery() != null || issuer.getRawFragment() != null || issuer.getRawUserInfo() != null) {
            fault("LIMEN_ISSUER", "must have no user, query or fragment");
        }
        if (issuer.getRawPath().endsWith("/")) {
            fault("LIMEN_ISSUER", "must not end with a slash");
        }
        if (scheme.equals("http") && !limen.allowHttp() && !isLoopback(issuer.getHost())) {
            fault(
                    "LIMEN_ISSUER",
                    "plain http is for loopback addresses; use https, or set LIMEN_ALLOW_HTTP=true if you know that"
                            + " nobody else reads the network");
        }
    }

    /** Decided by the name alone; the name service has no say in it (RFC 6761, section 6.3). */
    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private void files() {
        limen.realmFile().flatMap(NamedFile::realmProblem).ifPresent(problem -> fault("LIMEN_REALM_FILE", problem));
        limen.outboundTrust()
                .flatMap(NamedFile::certificatesProblem)
                .ifPresent(problem -> fault("LIMEN_OUTBOUND_TRUST", problem));
        if (database.url().isEmpty()) {
            NamedFile.directoryProblem(limen.dataDir()).ifPresent(problem -> fault("LIMEN_DATA_DIR", problem));
        }
    }

    private void masterKey() {
        Optional<String> key = limen.masterKey();
        if (key.isEmpty() && database.url().isPresent()) {
            fault(
                    "LIMEN_MASTER_KEY",
                    "is required with an external database, the same on every node; make one with: openssl rand"
                            + " -base64 32");
        }
        if (key.isPresent() && !isMasterKey(key.get())) {
            fault("LIMEN_MASTER_KEY", "must be 32 bytes in base64; make one with: openssl rand -base64 32");
        }
    }

    private static boolean isMasterKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == MASTER_KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void database() {
        if (database.url().isEmpty()
                && (database.username().isPresent() || database.password().isPresent())) {
            fault(
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    "is missing, though a user name or password for an external database is set");
        }
        database.url()
                .filter(url -> !url.startsWith("jdbc:postgresql:"))
                .ifPresent(url -> fault("QUARKUS_DATASOURCE_JDBC_URL", "must begin with jdbc:postgresql:"));
    }

    private void outbound() {
        for (String target : limen.outboundAllowed().orElse(List.of())) {
            boolean range = target.contains("/") || target.contains(":") || target.matches("[\\d.]+");
            boolean good = range
                    ? CidrRange.parse(target).isPresent()
                    : HOST_NAME.matcher(target).matches();
            if (!good) {
                fault("LIMEN_OUTBOUND_ALLOWED", "neither a host name nor a CIDR range: " + target);
            }
        }
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
        notNegative("LIMEN_KEYS_JWKS_MAX_AGE", limen.keys().jwksMaxAge());
        positive("LIMEN_AUDIT_RETENTION", limen.audit().retention());
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
