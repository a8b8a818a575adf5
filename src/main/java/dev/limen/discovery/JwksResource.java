package dev.limen.discovery;

import dev.limen.web.PublicDocument;
import dev.limen.web.PublicMetadata;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** {@code /jwks}: the keys that verify what this provider signs (OpenID Connect Discovery 1.0, section 3). */
@Path("/jwks")
@PublicMetadata
@NonBlocking
class JwksResource {

    private final KeySetDocument keySet;
    private final PublicDocument publicDocument;

    JwksResource(KeySetDocument keySet, PublicDocument publicDocument) {
        this.keySet = keySet;
        this.publicDocument = publicDocument;
    }

    @GET
    public Response jwks(@Context HttpHeaders headers) {
        return publicDocument.answer(keySet.document(), headers);
    }

    @OPTIONS
    public Response preflight() {
        return PublicDocument.preflight();
    }
}
