package dev.limen.client;

import dev.limen.protocol.Parameters;
import java.util.List;

/**
 * What a request to a back-channel endpoint says about who sends it.
 *
 * @param authorization the values of all {@code Authorization} headers
 * @param form the parameters of the request body
 */
public record PresentedCredentials(List<String> authorization, Parameters form) {

    public PresentedCredentials {
        authorization = List.copyOf(authorization);
    }

    @Override
    public String toString() {
        return "PresentedCredentials[hidden]";
    }
}
