package dev.limen.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Addresses that one subscriber has at hand, as one source. */
public final class SourceAddress {

    private static final int SUBSCRIBER_BYTES = 8;

    private SourceAddress() {}

    /** An IPv4 address itself; of an IPv6 address the /64, as that is what one line or machine gets (RFC 6177). */
    public static String of(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), SUBSCRIBER_BYTES)) + "/64"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}
