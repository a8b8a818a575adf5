package dev.limen.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Every number is one place of one list, and every place that is added is one bit. */
class StatusPlacePropertyTest {

    @Property(tries = 500)
    void placeComesBackAsItWas(@ForAll @LongRange(max = Long.MAX_VALUE) long number) {
        StatusPlace place = new StatusPlace(number);
        assertThat(StatusPlace.of(place.list(), place.index())).isEqualTo(place);
        assertThat(place.index()).isBetween(0, StatusPlace.LIST_SIZE - 1);
    }

    @Property(tries = 100)
    void everyPlaceIsOneBit(@ForAll @Size(max = 20) Set<@IntRange(max = StatusPlace.LIST_SIZE - 1) Integer> indexes) {
        RevokedPlaces places = new RevokedPlaces();
        indexes.forEach(places::add);
        byte[] bytes = places.bytes();
        int bits = 0;
        for (byte eight : bytes) {
            bits += Integer.bitCount(eight & 0xff);
        }
        assertThat(bits).isEqualTo(indexes.size());
        assertThat(places.changes()).isEqualTo(indexes.size());
        assertThat(indexes).allMatch(index -> (bytes[index / 8] >> index % 8 & 1) == 1);
    }
}
