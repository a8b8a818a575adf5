package dev.limen.config;

/** A set of requirements that holds for all clients. */
public enum Profile {
    /** OAuth 2.1 and OpenID Connect Core 1.0. */
    OAUTH21(true, true),
    /** FAPI 2.0 Security Profile. */
    FAPI2(false, false);

    private final boolean refreshRetryAllowed;
    private final boolean endpointAudienceAllowed;

    Profile(boolean refreshRetryAllowed, boolean endpointAudienceAllowed) {
        this.refreshRetryAllowed = refreshRetryAllowed;
        this.endpointAudienceAllowed = endpointAudienceAllowed;
    }

    /** Whether a used refresh token may give its successor a second time within the grace period. */
    public boolean refreshRetryAllowed() {
        return refreshRetryAllowed;
    }

    /**
     * Whether the {@code aud} of a client assertion may name an endpoint, or several recipients, instead of the issuer as one
     * string (FAPI 2.0 Security Profile, section 5.3.2.1).
     */
    public boolean endpointAudienceAllowed() {
        return endpointAudienceAllowed;
    }
}
