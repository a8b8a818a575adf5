package dev.limen.config;

/** A set of requirements that holds for all clients. */
public enum Profile {
    /** OAuth 2.1 and OpenID Connect Core 1.0. */
    OAUTH21(true, true, false),
    /** FAPI 2.0 Security Profile. */
    FAPI2(false, false, true);

    private final boolean refreshRetryAllowed;
    private final boolean endpointAudienceAllowed;
    private final boolean backchannelRequestsBound;

    Profile(boolean refreshRetryAllowed, boolean endpointAudienceAllowed, boolean backchannelRequestsBound) {
        this.refreshRetryAllowed = refreshRetryAllowed;
        this.endpointAudienceAllowed = endpointAudienceAllowed;
        this.backchannelRequestsBound = backchannelRequestsBound;
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

    /**
     * Whether a backchannel authentication request must be signed and have a binding message, so that it is the client's and
     * the person can tell it from another (FAPI-CIBA, section 5.2.2).
     */
    public boolean backchannelRequestsBound() {
        return backchannelRequestsBound;
    }
}
