package dev.limen.config;

/** How a proxy writes the certificate of a client into a header. */
public enum CertificateHeader {
    /** {@code Client-Cert}: DER in base64 between colons (RFC 9440, section 2.2). */
    RFC9440,
    /** PEM, percent-encoded: {@code $ssl_client_escaped_cert} of nginx, and the like. */
    PEM,
    /** {@code X-Forwarded-Client-Cert} of Envoy, with its {@code Cert} field. */
    XFCC
}
