package dev.limen.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3); an address alone is the range of itself.
 */
public final class CidrRange {
    /** An address whole and without a zone, and perhaps how many of its bits count. */
    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

    private final byte[] network;
    private final int bits;

    private CidrRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** Reads a range; empty if the text is none. */
    public static Optional<CidrRange> parse(String text) {
        Matcher parts = RANGE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            byte[] network = InetAddress.ofLiteral(parts.group(1)).getAddress();
            int bits = parts.group(2) == null ? network.length * 8 : Integer.parseInt(parts.group(2));
            return bits <= network.length * 8 ? Optional.of(new CidrRange(network, bits)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an address lies in the range; one of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] candidate = address.getAddress();
        if (candidate.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(candidate, 0, whole, network, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        int mask = 0xff << (8 - rest) & 0xff;
        return rest == 0 || (candidate[whole] & mask) == (network[whole] & mask);
    }
}
