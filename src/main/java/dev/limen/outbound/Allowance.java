package dev.limen.outbound;

import dev.limen.config.CidrRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the operator allows beyond public addresses over TLS: {@code limen.outbound-allowed}. */
record Allowance(Set<String> hosts, List<CidrRange> ranges) {

    static Allowance of(List<String> entries) {
        Set<String> hosts = new HashSet<>();
        List<CidrRange> ranges = new ArrayList<>();
        for (String entry : entries) {
            CidrRange.parse(entry).ifPresentOrElse(ranges::add, () -> hosts.add(entry.toLowerCase(Locale.ROOT)));
        }
        return new Allowance(Set.copyOf(hosts), List.copyOf(ranges));
    }

    /** Whether this host may be called at this address, wherever that is, and without TLS. */
    boolean covers(String host, InetAddress address) {
        return hosts.contains(host) || ranges.stream().anyMatch(range -> range.contains(address));
    }
}
