package dev.limen.demo;

import java.util.Map;

/** What the demo application knows of one browser. */
sealed interface Visit {

    /** A request is on its way through the provider. */
    record Pending(String state, String nonce, String verifier) implements Visit {}

    /** A device waits for a person elsewhere; {@code answer} is that of the device authorization endpoint. */
    record Waiting(Map<String, Object> answer) implements Visit {}

    /** The person is signed in; {@code tokens} are the members of the token response. */
    record SignedIn(Map<String, Object> tokens, Map<String, Object> idToken, Map<String, Object> userinfo)
            implements Visit {}
}
