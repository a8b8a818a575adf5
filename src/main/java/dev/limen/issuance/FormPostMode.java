package dev.limen.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Parameters in a form that the browser posts (OAuth 2.0 Form Post Response Mode, section 2). */
@ApplicationScoped
class FormPostMode implements ResponseMode {

    @Override
    public String name() {
        return "form_post";
    }

    @Override
    public Delivery deliver(String redirectUri, Map<String, String> parameters) {
        return new Delivery.Post(redirectUri, parameters);
    }
}
