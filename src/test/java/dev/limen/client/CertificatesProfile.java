package dev.limen.client;

import dev.limen.support.Authority;
import dev.limen.support.Authority.Identity;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A provider that serves https, asks for certificates, believes one proxy, may call loopback addresses, registers clients
 * with initial access tokens, and knows clients by their documents. What it is made
 * with lies in files, as the profile and the tests are not always loaded by one class loader.
 */
public final class CertificatesProfile implements QuarkusTestProfile {

    /** The peer whose header counts; all of 127.0.0.0/8 is this machine. */
    static final String PROXY = "127.0.0.7";

    static final String HEADER = "X-SSL-Client-Cert";

    private static final Path DIRECTORY = Path.of("target", "test-certificates");
    private static final String MADE = "test-certificates.made";

    /** Where the files lie: {@code ca.pem}, and {@code server.crt} with {@code server.key} for localhost. */
    public static Path directory() {
        makeOnce();
        return DIRECTORY;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        makeOnce();
        Map<String, String> settings = new HashMap<>(transport());
        settings.put("limen.registration.mode", "initial-access-token");
        settings.put("limen.registration.scopes", "openid,profile,email,address,phone,offline_access,mcp:tools");
        settings.put("limen.features.client-id-metadata-documents", "true");
        settings.put("limen.client-documents.hosts", "127.0.0.1,*.example.com");
        settings.put("limen.client-documents.scopes", "api:read,mcp:tools");
        return settings;
    }

    private static Map<String, String> transport() {
        return Map.of(
                "quarkus.tls.key-store.pem.0.cert",
                DIRECTORY.resolve("server.crt").toString(),
                "quarkus.tls.key-store.pem.0.key",
                DIRECTORY.resolve("server.key").toString(),
                "limen.mtls.request-certificates",
                "true",
                "limen.mtls.trust",
                DIRECTORY.resolve("ca.pem").toString(),
                "limen.mtls.certificate-header",
                HEADER,
                "limen.mtls.certificate-header-format",
                "pem",
                "limen.mtls.trusted-proxies",
                PROXY,
                "limen.mtls.base-url",
                "https://mtls.example.com/id",
                "limen.outbound-allowed",
                "127.0.0.1",
                "limen.outbound-trust",
                DIRECTORY.resolve("ca.pem").toString());
    }

    /** The authority that the provider trusts. */
    public static Authority authority() {
        return Authority.of(Identity.load(DIRECTORY.resolve("ca.p12")));
    }

    private static void makeOnce() {
        if (System.getProperty(MADE) != null) {
            return;
        }
        try {
            Files.createDirectories(DIRECTORY);
            Authority authority = Authority.named("Limen Test CA");
            authority.identity().store(DIRECTORY.resolve("ca.p12"));
            Files.writeString(DIRECTORY.resolve("ca.pem"), Authority.pem(authority.certificate()));
            authority.server("localhost").write(DIRECTORY, "server");
            System.setProperty(MADE, "true");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
