package dev.limen.config;

import dev.limen.protocol.ClientMetadata;
import dev.limen.protocol.Requirement;
import dev.limen.protocol.Requirements;

/** A part of Limen that an operator can switch: {@code limen.features.introspection=false}. */
public enum Feature {
    USERINFO,
    INTROSPECTION,
    REVOCATION,
    LOGOUT,
    /** The device authorization grant (RFC 8628). */
    DEVICE,
    /** Token Status Lists: a revocation reaches resource servers that check tokens by themselves. */
    STATUS_LISTS,
    /** Pushed authorization requests (RFC 9126). */
    PAR,
    /** Request objects, by value and by reference (RFC 9101; OpenID Connect Core 1.0, section 6). */
    REQUEST_OBJECTS,
    /** Authorization responses as JWTs (JARM). */
    JARM,
    /** Rich authorization requests (RFC 9396). */
    AUTHORIZATION_DETAILS,
    /** OpenID Connect Back-Channel Logout 1.0. */
    BACKCHANNEL_LOGOUT,
    /** OpenID Connect Front-Channel Logout 1.0. */
    FRONTCHANNEL_LOGOUT,
    /** OpenID Connect Session Management 1.0. */
    SESSION_MANAGEMENT,
    /** Client-Initiated Backchannel Authentication. */
    CIBA,
    /** Clients that are described by the document that their {@code client_id} names. */
    CLIENT_ID_METADATA_DOCUMENTS,
    /** The implicit flow (RFC 6749, section 4.2; OpenID Connect Core 1.0, section 3.2). */
    LEGACY_IMPLICIT,
    /** The hybrid flow (OpenID Connect Core 1.0, section 3.3). */
    LEGACY_HYBRID,
    /** The resource owner password credentials grant (RFC 6749, section 4.3). */
    LEGACY_PASSWORD;

    /** Whether it is there for older software alone, and advised against by RFC 9700. */
    public boolean isLegacy() {
        return switch (this) {
            case USERINFO,
                    INTROSPECTION,
                    REVOCATION,
                    LOGOUT,
                    DEVICE,
                    STATUS_LISTS,
                    PAR,
                    REQUEST_OBJECTS,
                    JARM,
                    AUTHORIZATION_DETAILS,
                    BACKCHANNEL_LOGOUT,
                    FRONTCHANNEL_LOGOUT,
                    SESSION_MANAGEMENT,
                    CIBA,
                    CLIENT_ID_METADATA_DOCUMENTS -> false;
            case LEGACY_IMPLICIT, LEGACY_HYBRID, LEGACY_PASSWORD -> true;
        };
    }

    /** Whether it cannot be had with what is required of everybody (FAPI 2.0 Security Profile, sections 5.3.2.1 and 5.3.2.2). */
    boolean isExcludedBy(Requirements required) {
        return switch (this) {
            case LEGACY_IMPLICIT, LEGACY_HYBRID -> !required.grantTypes().contains(ClientMetadata.IMPLICIT);
            case LEGACY_PASSWORD -> !required.grantTypes().contains(ClientMetadata.PASSWORD);
            default -> false;
        };
    }

    /** Whether nobody could meet these requirements without it. */
    public boolean isNeededBy(Requirements required) {
        return switch (this) {
            case PAR -> required.demand(Requirement.PUSHED_REQUESTS);
            case REQUEST_OBJECTS -> required.demand(Requirement.SIGNED_REQUESTS);
            case JARM -> required.demand(Requirement.SIGNED_RESPONSES);
            default -> false;
        };
    }

    /** The setting that switches it. */
    public String setting() {
        return "limen.features." + FeatureNames.of(this);
    }

    /** Whether it is on where no setting says otherwise. */
    public boolean onByDefault() {
        return switch (this) {
            case CIBA, CLIENT_ID_METADATA_DOCUMENTS -> false;
            default -> !isLegacy();
        };
    }
}
