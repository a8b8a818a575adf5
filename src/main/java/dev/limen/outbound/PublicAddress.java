package dev.limen.outbound;

import dev.limen.config.CidrRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are public: those that the registries of IANA for special purposes (RFC 6890) do not keep for something
 * else. Of IPv6 it is the one block that is handed out, so that a form nobody thought of is not public.
 */
final class PublicAddress {

    private static final List<CidrRange> SPECIAL_IPV4 = ranges(
            "0.0.0.0/8", // this network, and the unspecified address
            "10.0.0.0/8", // private (RFC 1918)
            "100.64.0.0/10", // shared by carriers (RFC 6598); metadata of some clouds
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local; metadata of most clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final List<CidrRange> GLOBAL_IPV6 = ranges("2000::/3");

    private static final List<CidrRange> SPECIAL_IPV6 = ranges(
            "2001::/23", // protocol assignments, with Teredo and its embedded IPv4 addresses
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, with its embedded IPv4 addresses
            "3fff::/20"); // documentation

    /** RFC 6052, section 2.1: the last four bytes are the IPv4 address that is meant. */
    private static final List<CidrRange> NAT64 = ranges("64:ff9b::/96");

    private static final int IPV4_IN_NAT64 = 12;

    private PublicAddress() {}

    /** Whether the address is a public one. Java has made an IPv4 address of an IPv4-mapped one already. */
    static boolean is(InetAddress address) {
        if (address instanceof Inet4Address) {
            return outside(SPECIAL_IPV4, address);
        }
        if (!outside(NAT64, address)) {
            return is(embedded(address));
        }
        return !outside(GLOBAL_IPV6, address) && outside(SPECIAL_IPV6, address);
    }

    private static InetAddress embedded(InetAddress nat64) {
        byte[] bytes = nat64.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, IPV4_IN_NAT64, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean outside(List<CidrRange> ranges, InetAddress address) {
        return ranges.stream().noneMatch(range -> range.contains(address));
    }

    private static List<CidrRange> ranges(String... texts) {
        return Stream.of(texts).map(text -> CidrRange.parse(text).orElseThrow()).toList();
    }
}
