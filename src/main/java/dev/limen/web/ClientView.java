package dev.limen.web;

import io.quarkus.qute.TemplateData;
import java.util.Optional;

/**
 * How pages show a client.
 *
 * @param name its {@code client_name}, or its id where it has none
 * @param logo the address of its picture, or empty
 * @param host the host that alone answers for it, where it is not registered here; or empty
 * @param onDevice whether the answer goes to a program on the person's device, so that {@code host} is no proof of anything
 */
@TemplateData
public record ClientView(String name, String logo, String host, boolean onDevice) {

    public ClientView(String name, String logo) {
        this(name, logo, "", false);
    }

    /** A client that is not registered here: without its picture, which may be anyone's, and which would tell who looks at it. */
    public static ClientView described(String name, String host, boolean onDevice) {
        return new ClientView(name, "", host, onDevice);
    }

    /** The view of a client; a {@code logo_uri} that is not https is not shown, as the page's policy would block it. */
    public static ClientView of(String name, Optional<String> logoUri) {
        return new ClientView(
                name, logoUri.filter(uri -> uri.startsWith("https://")).orElse(""));
    }

    /** Stands where the picture would be. */
    public String monogram() {
        return Monogram.of(name);
    }
}
