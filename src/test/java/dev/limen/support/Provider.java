package dev.limen.support;

import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the provider under test listens: inside the test's JVM, or as a program of its own. */
public final class Provider {

    private Provider() {}

    /** The issuer, which is also the base of every endpoint. */
    public static URI uri() {
        return URI.create("http://localhost:"
                + ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.http.test-port", Integer.class)
                        .orElse(8081));
    }
}
