package dev.limen.jose;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwe.JsonWebEncryption;

/** The library's JWE, told that one algorithm of each kind is allowed: the one that has been decided on. */
final class JweLibrary {

    private JweLibrary() {}

    static JsonWebEncryption pinned(EncryptionAlgorithm algorithm, ContentEncryption content) {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmConstraints(new AlgorithmConstraints(PERMIT, algorithm.wire()));
        jwe.setContentEncryptionAlgorithmConstraints(new AlgorithmConstraints(PERMIT, content.wire()));
        return jwe;
    }
}
