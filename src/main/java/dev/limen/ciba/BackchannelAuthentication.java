package dev.limen.ciba;

import dev.limen.protocol.OpaqueToken;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a client that asked (CIBA, section 7.3). */
record BackchannelAuthentication(OpaqueToken authReqId, Duration expiresIn, Duration interval) {

    /** The members of the JSON object. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("auth_req_id", authReqId.reveal());
        members.put("expires_in", expiresIn.toSeconds());
        members.put("interval", interval.toSeconds());
        return members;
    }
}
