package dev.limen.web;

import io.quarkus.qute.TemplateData;
import java.util.Optional;

/**
 * How pages show a client.
 *
 * @param name its {@code client_name}, or its id where it has none
 * @param logo the address of its picture, or empty
 */
@TemplateData
public record ClientView(String name, String logo) {

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
