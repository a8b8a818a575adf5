package dev.limen.proof;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a request shows to prove possession of something.
 *
 * @param dpop the values of all {@code DPoP} headers
 * @param method the method of the request
 * @param path of the endpoint below the issuer, beginning with a slash: never what a {@code Host} header says
 * @param certificate whose key the sender has proved to hold in the TLS handshake
 */
public record PresentedProof(List<String> dpop, String method, String path, Optional<X509Certificate> certificate) {

    public PresentedProof {
        dpop = List.copyOf(dpop);
    }

    @Override
    public String toString() {
        return "PresentedProof[" + method + " " + path + "]";
    }
}
