package dev.limen.proof;

import java.util.List;

/**
 * What a request shows to prove possession of something.
 *
 * @param dpop the values of all {@code DPoP} headers
 * @param method the method of the request
 * @param path of the endpoint below the issuer, beginning with a slash: never what a {@code Host} header says
 */
public record PresentedProof(List<String> dpop, String method, String path) {

    public PresentedProof {
        dpop = List.copyOf(dpop);
    }

    @Override
    public String toString() {
        return "PresentedProof[" + method + " " + path + "]";
    }
}
