package dev.limen.device;

import dev.limen.protocol.UserCode;
import dev.limen.web.PublicMetadata;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * {@code /device/qr}: {@code verification_uri_complete} as a QR code (RFC 8628, section 3.3.1), for a device to show in a
 * page of its own. The picture depends on its address alone and tells nothing about whether a device waits.
 */
@Path("/device/qr")
@PublicMetadata
class QrResource {

    private final VerificationLinks links;
    private final DeviceSwitch deviceSwitch;

    QrResource(VerificationLinks links, DeviceSwitch deviceSwitch) {
        this.links = links;
        this.deviceSwitch = deviceSwitch;
    }

    @GET
    public Response picture(@QueryParam("user_code") String userCode) {
        deviceSwitch.require();
        UserCode code = Optional.ofNullable(userCode).flatMap(UserCode::parse).orElseThrow(NotFoundException::new);
        return Response.ok(QrCode.svg(links.complete(code).toString()))
                .type("image/svg+xml")
                // a code is worth something for some minutes, and belongs into no cache
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'")
                .build();
    }
}
