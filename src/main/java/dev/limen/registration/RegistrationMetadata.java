package dev.limen.registration;

import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;

/** The registration endpoint, as metadata (RFC 8414, section 2). */
@ApplicationScoped
class RegistrationMetadata implements MetadataContributor {

    private final RegistrationSwitch registration;

    RegistrationMetadata(RegistrationSwitch registration) {
        this.registration = registration;
    }

    @Override
    public void contribute(Metadata metadata) {
        if (registration.on()) {
            metadata.endpoint("registration_endpoint", RegistrationResource.PATH);
        }
    }
}
