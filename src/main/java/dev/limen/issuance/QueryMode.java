package dev.limen.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Parameters in the query (OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1). */
@ApplicationScoped
class QueryMode implements ResponseMode {

    @Override
    public String name() {
        return "query";
    }

    /** A query that the redirection URI has already is kept (RFC 6749, section 3.1.2). */
    @Override
    public Delivery deliver(String redirectUri, Map<String, String> parameters) {
        char separator = redirectUri.indexOf('?') < 0 ? '?' : '&';
        return new Delivery.Redirect(redirectUri + separator + FormEncoding.encode(parameters));
    }
}
