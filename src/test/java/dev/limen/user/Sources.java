package dev.limen.user;

import dev.limen.protocol.OpaqueToken;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Where sign-ins of tests come from. */
final class Sources {

    private Sources() {}

    /** An address that no other test uses, without a browser cookie. */
    static Source fresh() {
        return new Source(address(), Optional.empty());
    }

    /** An address and a browser that no other test uses. */
    static Source freshBrowser() {
        return new Source(address(), Optional.of(browser()));
    }

    static OpaqueToken browser() {
        byte[] random = new byte[OpaqueToken.BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        return OpaqueToken.of(random);
    }

    private static String address() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "2001:db8:%x:%x::1".formatted(random.nextInt(0x10000), random.nextInt(0x10000));
    }
}
