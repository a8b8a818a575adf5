package dev.limen.interaction;

import dev.limen.crypto.MasterKey;
import dev.limen.grant.DeviceCode;
import dev.limen.grant.DeviceCodes;
import dev.limen.json.StrictJson;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.UserCode;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * How an interaction holds a device: which one it is, and the code that the page shows for comparison. The code is
 * sealed, as who reads the database must not learn how to approve the devices of others.
 */
@ApplicationScoped
class StoredDevices {

    private static final String PURPOSE = "user code of an interaction";
    private static final String DEVICE = "device";
    private static final String USER_CODE = "user_code";

    private final DeviceCodes deviceCodes;
    private final StrictJson json;
    private final MasterKey masterKey;

    StoredDevices(DeviceCodes deviceCodes, StrictJson json, MasterKey masterKey) {
        this.deviceCodes = deviceCodes;
        this.json = json;
        this.masterKey = masterKey;
    }

    String write(DeviceCode device, UserCode userCode) {
        byte[] sealed = masterKey.seal(PURPOSE, userCode.shown().getBytes(StandardCharsets.US_ASCII));
        return json.write(Map.of(DEVICE, encode(device.hash), USER_CODE, encode(sealed)));
    }

    DeviceAttempt read(OpaqueToken handle, Interaction interaction) {
        Map<String, Object> stored = json.object(interaction.request);
        DeviceCode device = deviceCodes
                .byHash(decode(stored.get(DEVICE)))
                .filter(found -> found.client.enabled)
                .orElseThrow(() -> new PageException(PageFault.EXPIRED, "the device or its client is gone"));
        String userCode = new String(masterKey.open(PURPOSE, decode(stored.get(USER_CODE))), StandardCharsets.US_ASCII);
        return new DeviceAttempt(
                handle, interaction, device, UserCode.parse(userCode).orElseThrow());
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decode(Object text) {
        return Base64.getDecoder().decode(text.toString());
    }
}
