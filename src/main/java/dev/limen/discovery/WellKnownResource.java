package dev.limen.discovery;

import dev.limen.config.Issuer;
import dev.limen.web.PublicDocument;
import dev.limen.web.PublicMetadata;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * The provider's metadata at both of its well-known places. OpenID Connect appends the place to the issuer; RFC 8414,
 * section 3 puts it between the issuer's host and path, so that both forms are answered where the issuer has a path.
 */
@Path("/.well-known/{document: openid-configuration|oauth-authorization-server}{path: (/.*)?}")
@PublicMetadata
@NonBlocking
class WellKnownResource {

    private final ProviderMetadata metadata;
    private final PublicDocument publicDocument;
    private final Issuer issuer;

    WellKnownResource(ProviderMetadata metadata, PublicDocument publicDocument, Issuer issuer) {
        this.metadata = metadata;
        this.publicDocument = publicDocument;
        this.issuer = issuer;
    }

    @GET
    public Response metadata(@PathParam("path") String path, @Context HttpHeaders headers) {
        requireOurs(path);
        return publicDocument.answer(metadata.document(), headers);
    }

    @OPTIONS
    public Response preflight(@PathParam("path") String path) {
        requireOurs(path);
        return PublicDocument.preflight();
    }

    private void requireOurs(String path) {
        if (!path.isEmpty() && !path.equals(issuer.path(""))) {
            throw new NotFoundException("no issuer " + path);
        }
    }
}
