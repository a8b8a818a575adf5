package dev.limen.outbound;

import dev.limen.outbound.OutboundException.Reason;
import java.net.InetAddress;
import java.util.List;

/**
 * Decides where a call may go. The addresses that it gives are the ones to connect to: a second lookup might say
 * something else.
 */
final class AddressGuard {

    private final Allowance allowance;
    private final Lookup lookup;

    AddressGuard(Allowance allowance, Lookup lookup) {
        this.allowance = allowance;
        this.lookup = lookup;
    }

    /**
     * The addresses at which the target may be called; at least one.
     *
     * @throws OutboundException if there is none
     */
    List<InetAddress> permitted(Target target, Deadline deadline) throws OutboundException {
        List<InetAddress> permitted = lookup.addresses(target.host(), deadline).stream()
                .filter(address -> isPermitted(target, address))
                .toList();
        if (permitted.isEmpty()) {
            throw new OutboundException(
                    Reason.REFUSED,
                    target + (target.tls() ? " is no public address" : " is called without TLS")
                            + ", and LIMEN_OUTBOUND_ALLOWED does not name it");
        }
        return permitted;
    }

    private boolean isPermitted(Target target, InetAddress address) {
        return allowance.covers(target.host(), address) || target.tls() && PublicAddress.is(address);
    }

    void close() {
        lookup.close();
    }
}
