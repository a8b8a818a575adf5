package dev.limen.jose;

import dev.limen.protocol.ConstantTime;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signatures over the signing input of RFC 7515, section 5. The algorithm is the key's, always. */
final class Signatures {

    private Signatures() {}

    static byte[] sign(JwsSigningKey key, String input) {
        byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        return switch (key) {
            case SigningPair pair -> pair.algorithm().sign(pair.privateKey(), bytes);
            case SharedSecret secret -> secret.mac(bytes);
        };
    }

    static boolean verifies(JwsVerificationKey key, String input, byte[] signature) {
        byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        return switch (key) {
            case VerificationKey known -> known.algorithm().verifies(known.key(), bytes, signature);
            case SharedSecret secret -> ConstantTime.equal(secret.mac(bytes), signature);
        };
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
