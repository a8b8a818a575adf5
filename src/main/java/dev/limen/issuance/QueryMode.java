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

    @Override
    public Delivery deliver(String redirectUri, Map<String, String> parameters) {
        return new Delivery.Redirect(FormEncoding.inQuery(redirectUri, parameters));
    }
}
