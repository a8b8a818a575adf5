package dev.limen.web;

import io.quarkus.qute.TemplateData;
import java.util.Optional;

/**
 * What a client says about how it treats people's data.
 *
 * @param policy its {@code policy_uri}, or empty
 * @param terms its {@code tos_uri}, or empty
 */
@TemplateData
public record LinksView(String policy, String terms) {

    /** Registration refuses other schemes already; what a person may click is worth a second look. */
    public static LinksView of(Optional<String> policyUri, Optional<String> tosUri) {
        return new LinksView(clickable(policyUri), clickable(tosUri));
    }

    private static String clickable(Optional<String> uri) {
        return uri.filter(text -> text.startsWith("https://") || text.startsWith("http://"))
                .orElse("");
    }
}
