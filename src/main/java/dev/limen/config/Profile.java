package dev.limen.config;

/** A set of requirements that holds for all clients. */
public enum Profile {
    /** OAuth 2.1 and OpenID Connect Core 1.0. */
    OAUTH21(true),
    /** FAPI 2.0 Security Profile. */
    FAPI2(false);

    private final boolean refreshRetryAllowed;

    Profile(boolean refreshRetryAllowed) {
        this.refreshRetryAllowed = refreshRetryAllowed;
    }

    /** Whether a used refresh token may give its successor a second time within the grace period. */
    public boolean refreshRetryAllowed() {
        return refreshRetryAllowed;
    }
}
