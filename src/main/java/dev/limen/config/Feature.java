package dev.limen.config;

/** A part of Limen that an operator can switch: {@code limen.features.introspection=false}. */
public enum Feature {
    USERINFO,
    INTROSPECTION,
    REVOCATION,
    LOGOUT,
    DEVICE;

    /** Whether it is on where no setting says otherwise. */
    public boolean onByDefault() {
        return true;
    }
}
