package dev.limen.interaction;

import dev.limen.crypto.MasterKey;
import dev.limen.grant.DeviceCode;
import dev.limen.json.StrictJson;
import dev.limen.protocol.UserCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * What an interaction holds of a device: which one, and the code that the page shows for comparison. The code is sealed,
 * as who reads the database must not learn how to approve the devices of others.
 */
@ApplicationScoped
class DeviceRecord {

    private static final String PURPOSE = "user code of an interaction";
    private static final String DEVICE = "device";
    private static final String USER_CODE = "user_code";

    private final StrictJson json;
    private final MasterKey masterKey;

    DeviceRecord(StrictJson json, MasterKey masterKey) {
        this.json = json;
        this.masterKey = masterKey;
    }

    String write(DeviceCode device, UserCode userCode) {
        byte[] sealed = masterKey.seal(PURPOSE, userCode.shown().getBytes(StandardCharsets.US_ASCII));
        return json.write(Map.of(DEVICE, encode(device.hash), USER_CODE, encode(sealed)));
    }

    byte[] deviceHash(String written) {
        return decode(written, DEVICE);
    }

    UserCode userCode(String written) {
        byte[] opened = masterKey.open(PURPOSE, decode(written, USER_CODE));
        return UserCode.parse(new String(opened, StandardCharsets.US_ASCII)).orElseThrow();
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private byte[] decode(String written, String member) {
        return Base64.getDecoder().decode(json.object(written).get(member).toString());
    }
}
