package dev.limen.device;

import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** The device authorization endpoint, as metadata (RFC 8628, section 4). */
@ApplicationScoped
class DeviceMetadata implements MetadataContributor {

    private final DeviceSwitch deviceSwitch;

    DeviceMetadata(DeviceSwitch deviceSwitch) {
        this.deviceSwitch = deviceSwitch;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (deviceSwitch.on()) {
            metadata.endpoint("device_authorization_endpoint", "/device_authorization");
        }
    }
}
