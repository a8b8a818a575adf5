package dev.limen.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Any text is a range or none, and a range has the addresses that share its first bits. */
class CidrRangePropertyTest {

    @Property(tries = 1000)
    void anyTextIsARangeOrNone(@ForAll("texts") String text) throws UnknownHostException {
        if (CidrRange.parse(text).isPresent()) {
            assertThat(text).matches("[0-9A-Fa-f:.]+(/[0-9]{1,3})?");
            InetAddress address = InetAddress.ofLiteral(text.replaceFirst("/.*", ""));
            assertThat(CidrRange.parse(text).get().contains(address)).isTrue();
        }
    }

    @Property(tries = 500)
    void rangeHasTheAddressesOfItsFirstBits(
            @ForAll @Size(4) byte[] network, @ForAll @Size(4) byte[] other, @ForAll @IntRange(max = 32) int bits)
            throws UnknownHostException {
        shares(network, other, bits);
    }

    @Property(tries = 500)
    void rangeOfIpv6HasTheAddressesOfItsFirstBits(
            @ForAll @Size(16) byte[] network, @ForAll @Size(16) byte[] other, @ForAll @IntRange(max = 128) int bits)
            throws UnknownHostException {
        network[0] = 0x20;
        other[0] = 0x20;
        shares(network, other, bits);
    }

    private static void shares(byte[] network, byte[] other, int bits) throws UnknownHostException {
        CidrRange range = CidrRange.parse(InetAddress.getByAddress(network).getHostAddress() + "/" + bits)
                .orElseThrow();
        assertThat(range.contains(InetAddress.getByAddress(network))).isTrue();
        int rest = network.length * Byte.SIZE - bits;
        boolean same = new BigInteger(1, network).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
        assertThat(range.contains(InetAddress.getByAddress(other))).isEqualTo(same);
    }

    @Property(tries = 300)
    void fourNumbersAreAnAddressUpTo255(@ForAll @IntRange(max = 300) int first, @ForAll @IntRange(max = 300) int last) {
        assertThat(CidrRange.parse(first + ".0.0." + last).isPresent()).isEqualTo(first <= 255 && last <= 255);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> part = Arbitraries.of(
                "10.0.0.0",
                "/8",
                "/",
                "::",
                "1",
                "2001:db8::",
                "ffff",
                ".",
                ":",
                "/33",
                "/129",
                "/+8",
                "/-1",
                "/\u0663",
                "%eth0",
                "256.1.1.1",
                " ");
        return Arbitraries.oneOf(
                part.list().ofMaxSize(4).map(parts -> String.join("", parts)),
                Arbitraries.strings().withChars("0129af:./").ofMaxLength(20),
                Arbitraries.strings());
    }
}
