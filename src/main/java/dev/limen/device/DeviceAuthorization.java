package dev.limen.device;

import dev.limen.grant.DeviceCodes.Issued;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The device authorization response (RFC 8628, section 3.2). */
record DeviceAuthorization(Issued issued, VerificationLinks links, Duration expiresIn, Duration interval) {

    /** The members of the JSON object. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("device_code", issued.deviceCode().reveal());
        members.put("user_code", issued.userCode().shown());
        members.put("verification_uri", links.page().toString());
        members.put(
                "verification_uri_complete", links.complete(issued.userCode()).toString());
        // Limen's own: the picture of verification_uri_complete, for devices that draw none themselves
        members.put("verification_qr_uri", links.qr(issued.userCode()).toString());
        members.put("expires_in", expiresIn.toSeconds());
        members.put("interval", interval.toSeconds());
        return members;
    }

    @Override
    public String toString() {
        return "DeviceAuthorization[hidden]";
    }
}
