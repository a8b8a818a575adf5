package dev.limen.web;

/**
 * Knows the web origins whose scripts may read answers of the back channel and of token-protected resources. Every bean of
 * this type is asked; without any, no origin may. An endpoint that wants preflight requests answered declares an
 * {@code OPTIONS} method, which the channel's filter fills in.
 */
@FunctionalInterface
public interface AllowedOrigins {

    /** Whether scripts of this origin, serialized as in RFC 6454 6.2, may read the answer. */
    boolean allows(String origin);
}
