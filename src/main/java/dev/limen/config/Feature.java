package dev.limen.config;

import java.util.Locale;

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
    /** The implicit flow (RFC 6749, section 4.2; OpenID Connect Core 1.0, section 3.2). */
    LEGACY_IMPLICIT,
    /** The hybrid flow (OpenID Connect Core 1.0, section 3.3). */
    LEGACY_HYBRID,
    /** The resource owner password credentials grant (RFC 6749, section 4.3). */
    LEGACY_PASSWORD;

    /** Whether it is there for older software alone, and advised against by RFC 9700. */
    public boolean isLegacy() {
        return switch (this) {
            case USERINFO, INTROSPECTION, REVOCATION, LOGOUT, DEVICE, STATUS_LISTS -> false;
            case LEGACY_IMPLICIT, LEGACY_HYBRID, LEGACY_PASSWORD -> true;
        };
    }

    /** The setting that switches it. */
    public String setting() {
        return "limen.features." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is on where no setting says otherwise. */
    public boolean onByDefault() {
        return !isLegacy();
    }
}
