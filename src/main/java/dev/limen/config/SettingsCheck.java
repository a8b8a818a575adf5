package dev.limen.config;

import dev.limen.config.SettingsException.Fault;
import dev.limen.jose.SigningAlgorithm;
import dev.limen.protocol.ClientMetadataRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules that settings must keep beyond the types of their values; those of numbers are in {@link Bounds}. */
final class SettingsCheck {
    private static final int MASTER_KEY_BYTES = 32;
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]+");
    /** RFC 6749, section 3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    private static final Pattern HOST_NAME =
            Pattern.compile("(?i)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

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
        check.features();
        check.algorithms();
        check.mtls();
        check.registration();
        check.clientDocuments();
        check.faults.addAll(Bounds.faultsOf(settings.limen()));
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

    private void features() {
        for (Feature feature : Feature.values()) {
            boolean on = Features.enabled(limen, feature);
            if (on && feature.isExcludedBy(limen.profile().requirements())) {
                fault(SettingNames.environmentForm(feature.setting()), "cannot be on with " + profile());
            }
            if (!on && feature.isNeededBy(limen.profile().requirements())) {
                fault(SettingNames.environmentForm(feature.setting()), "cannot be off with " + profile());
            }
        }
    }

    private String profile() {
        return "LIMEN_PROFILE=" + limen.profile().wire();
    }

    private void algorithms() {
        List<String> algorithms = limen.keys().algorithms();
        for (String algorithm : algorithms) {
            if (SigningAlgorithm.of(algorithm).isEmpty()) {
                String known = Arrays.stream(SigningAlgorithm.values())
                        .map(SigningAlgorithm::wire)
                        .collect(Collectors.joining(", "));
                fault(
                        "LIMEN_KEYS_ALGORITHMS",
                        "no signature algorithm with a public key: " + algorithm + "; there are " + known);
            }
        }
        // OpenID Connect Core 1.0, section 15.1; FAPI 2.0 Security Profile, section 5.4.1
        String usual = limen.profile().requirements().usualAlgorithm();
        if (!algorithms.contains(usual)) {
            fault(
                    "LIMEN_KEYS_ALGORITHMS",
                    "must have " + usual + ", which signs for every client that asks for nothing else");
        }
    }

    private void mtls() {
        LimenConfig.Mtls mtls = limen.mtls();
        mtls.trust().flatMap(NamedFile::certificatesProblem).ifPresent(problem -> fault("LIMEN_MTLS_TRUST", problem));
        if (mtls.certificateHeader().isPresent() != mtls.trustedProxies().isPresent()) {
            fault(
                    "LIMEN_MTLS_TRUSTED_PROXIES",
                    "and LIMEN_MTLS_CERTIFICATE_HEADER need each other: a header counts only from proxies that are named");
        }
        mtls.certificateHeader()
                .filter(header -> !HEADER_NAME.matcher(header).matches())
                .ifPresent(header -> fault("LIMEN_MTLS_CERTIFICATE_HEADER", "is no name of a header"));
        mtls.trustedProxies().orElse(List.of()).stream()
                .filter(proxy -> CidrRange.parse(proxy).isEmpty())
                .forEach(proxy -> fault("LIMEN_MTLS_TRUSTED_PROXIES", "no address or CIDR range: " + proxy));
        mtls.baseUrl()
                .filter(url -> !isBase(url))
                .ifPresent(url -> fault(
                        "LIMEN_MTLS_BASE_URL",
                        "must be an https URL without user, query, fragment or a slash at its end"));
    }

    private void registration() {
        for (String grantType : limen.registration().grantTypes()) {
            if (!ClientMetadataRules.SELF_REGISTERED_GRANT_TYPES.contains(grantType)) {
                fault(
                        "LIMEN_REGISTRATION_GRANT_TYPES",
                        "no grant type that clients can give themselves: " + grantType + "; there are "
                                + String.join(", ", ClientMetadataRules.SELF_REGISTERED_GRANT_TYPES));
            }
        }
        for (String scope : limen.registration().scopes()) {
            if (!SCOPE.matcher(scope).matches()) {
                fault("LIMEN_REGISTRATION_SCOPES", "no scope value: " + scope);
            }
        }
    }

    private void clientDocuments() {
        limen.clientDocuments().hosts().orElse(List.of()).stream()
                .filter(host ->
                        !HOST_NAME.matcher(host.replaceFirst("^\\*\\.", "")).matches())
                .forEach(host ->
                        fault("LIMEN_CLIENT_DOCUMENTS_HOSTS", "neither a host name nor *. before one: " + host));
        limen.clientDocuments().scopes().orElse(List.of()).stream()
                .filter(scope -> !SCOPE.matcher(scope).matches())
                .forEach(scope ->
                        fault("LIMEN_CLIENT_DOCUMENTS_SCOPES", "no scope value (RFC 6749, section 3.3): " + scope));
    }

    private static boolean isBase(URI url) {
        return "https".equals(url.getScheme())
                && url.getHost() != null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null
                && !url.getRawPath().endsWith("/");
    }

    private void fault(String setting, String problem) {
        faults.add(new Fault(setting, problem));
    }
}
