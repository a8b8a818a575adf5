package dev.limen.interaction;

/**
 * Names a pushed request without giving it away.
 *
 * @param hash of what the client was given
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, and never compared
public record PushedHandle(byte[] hash) {

    @Override
    public String toString() {
        return "PushedHandle";
    }
}
