package dev.limen.statuslist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** The example of Token Status List, section 4.1; which bits it has, {@code StatusPlacesTest} says. */
class StatusListVectorsTest {

    private static final String LIST = "eNrbuRgAAhcBXQ";

    @Test
    void compressesAsTheExampleDoes() throws DataFormatException {
        byte[] bytes = {(byte) 0xB9, (byte) 0xA3};
        assertThat(StatusListTokens.compressed(bytes)).isEqualTo(LIST);
        assertThat(inflated(LIST)).isEqualTo(bytes);
    }

    private static byte[] inflated(String base64) throws DataFormatException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(Base64.getUrlDecoder().decode(base64));
            byte[] all = new byte[2];
            assertThat(inflater.inflate(all)).isEqualTo(all.length);
            assertThat(inflater.finished() || inflater.inflate(new byte[1]) == 0)
                    .isTrue();
            return all;
        }
    }
}
