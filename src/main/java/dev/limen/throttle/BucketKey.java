package dev.limen.throttle;

import java.util.HexFormat;

/** Names a bucket or a known source without telling whose: a keyed hash. */
public record BucketKey(byte[] hash) {

    @Override
    public String toString() {
        return HexFormat.of().formatHex(hash, 0, 4);
    }
}
