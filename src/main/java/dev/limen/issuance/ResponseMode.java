package dev.limen.issuance;

import java.util.Map;

/** One way to bring an authorization response to the client, chosen by {@code response_mode}. */
public interface ResponseMode {

    /** The value of the {@code response_mode} parameter. */
    String name();

    /** Whether the operator has it on. */
    default boolean enabled() {
        return true;
    }

    /** The response in this form. */
    Delivery deliver(String redirectUri, Map<String, String> parameters);

    /** What the browser is to do. */
    sealed interface Delivery {
        /** Go to this address. */
        record Redirect(String location) implements Delivery {}

        /** Post this form. */
        record Post(String action, Map<String, String> fields) implements Delivery {}
    }
}
