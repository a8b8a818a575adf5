package dev.limen.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatusPlacesTest {

    @Test
    void placesAreNumberedThroughAllLists() {
        StatusPlace place = new StatusPlace(3L * StatusPlace.LIST_SIZE + 17);
        assertThat(place.list()).isEqualTo(3);
        assertThat(place.index()).isEqualTo(17);
        assertThat(StatusPlace.of(3, 17)).isEqualTo(place);
    }

    /** The example of Token Status List, section 4.1. */
    @Test
    void theFirstPlaceIsTheLowestBit() {
        RevokedPlaces places = new RevokedPlaces();
        for (int index : new int[] {0, 3, 4, 5, 7, 8, 9, 13, 15}) {
            places.add(index);
        }
        assertThat(places.bytes()).startsWith(0xB9, 0xA3);
    }

    @Test
    void aChangeIsCountedOnce() {
        RevokedPlaces places = new RevokedPlaces();
        places.add(5);
        places.add(5);
        assertThat(places.changes()).isEqualTo(1);
    }

    /** Ten million tokens, one in a hundred revoked: the bits are all that is kept. */
    @Test
    void tenMillionTokensTakeLittleMoreThanAMegabyte() {
        Random random = new Random(1);
        List<RevokedPlaces> lists = new ArrayList<>();
        for (int list = 0; list < 10; list++) {
            RevokedPlaces places = new RevokedPlaces();
            for (int i = 0; i < StatusPlace.LIST_SIZE / 100; i++) {
                places.add(random.nextInt(StatusPlace.LIST_SIZE));
            }
            lists.add(places);
        }
        int kept = lists.stream().mapToInt(RevokedPlaces::size).sum();
        assertThat(kept).isLessThan(1_400_000);
    }
}
