package dev.limen.protocol;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the client wants the person to be asked (OpenID Connect Core 1.0, section 3.1.2.1). */
public enum Prompt {
    NONE,
    LOGIN,
    CONSENT,
    SELECT_ACCOUNT;

    private static final String CLAUSE = "OpenID Connect Core 1.0, section 3.1.2.1";

    /** The value of the {@code prompt} parameter. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws OAuthException {@code invalid_request} for an unknown value, or {@code none} together with another */
    static Set<Prompt> parse(List<String> values) {
        Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
        values.forEach(value -> prompts.add(of(value)));
        if (prompts.contains(NONE) && prompts.size() > 1) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "prompt none stands with another value", CLAUSE);
        }
        return prompts;
    }

    private static Prompt of(String value) {
        for (Prompt prompt : values()) {
            if (prompt.wire().equals(value)) {
                return prompt;
            }
        }
        throw new OAuthException(ErrorCode.INVALID_REQUEST, "prompt has a value that is not supported", CLAUSE);
    }
}
