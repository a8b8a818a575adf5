package dev.limen.conformance;

import dev.limen.client.CertificatesProfile;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The settings and the realm of {@code deployment/conformance}; only addresses and places of files are those of a test. */
public final class ConformanceSetup implements QuarkusTestProfile {

    static final Path DIRECTORY = Path.of("deployment", "conformance");

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(shipped());
        settings.keySet().removeAll(java.util.Set.of("limen.issuer", "quarkus.http.ssl-port"));
        Path certificates = CertificatesProfile.directory();
        settings.replace("limen.realm-file", DIRECTORY.resolve("realm.yaml").toString());
        settings.replace(
                "quarkus.tls.key-store.pem.0.cert",
                certificates.resolve("server.crt").toString());
        settings.replace(
                "quarkus.tls.key-store.pem.0.key",
                certificates.resolve("server.key").toString());
        settings.replace("limen.outbound-trust", certificates.resolve("ca.pem").toString());
        settings.replace("quarkus.http.insecure-requests", "enabled");
        return settings;
    }

    /** The settings as they are in the file. */
    static Map<String, String> shipped() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(DIRECTORY.resolve("limen.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.forEach((name, value) -> settings.put((String) name, (String) value));
        return settings;
    }
}
