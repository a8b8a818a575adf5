package dev.limen.statuslist;

import dev.limen.config.Feature;
import dev.limen.config.Features;
import dev.limen.grant.StatusLists;
import dev.limen.issuance.TokenStatus;
import dev.limen.web.PublicDocument;
import dev.limen.web.PublicMetadata;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** {@code /status-lists}: the Token Status Lists of access tokens (Token Status List, sections 8 and 9). */
@Path("/status-lists")
@PublicMetadata
class StatusListResource {

    private static final String TYPE = "application/statuslist+jwt";

    private final StatusListTokens tokens;
    private final StatusLists lists;
    private final TokenStatus status;
    private final PublicDocument publicDocument;
    private final Features features;

    StatusListResource(
            StatusListTokens tokens,
            StatusLists lists,
            TokenStatus status,
            PublicDocument publicDocument,
            Features features) {
        this.tokens = tokens;
        this.lists = lists;
        this.status = status;
        this.publicDocument = publicDocument;
        this.features = features;
    }

    /** One list. */
    @GET
    @Path("{list: [0-9]{1,12}}")
    @Produces(TYPE)
    public Response list(@PathParam("list") long list, @QueryParam("time") String time, @Context HttpHeaders headers) {
        requireFeature();
        if (time != null) {
            // section 8.4: what was valid at another time is not kept
            return Response.status(Response.Status.NOT_IMPLEMENTED).build();
        }
        return tokens.find(list)
                .map(document -> publicDocument.answer(document, MediaType.valueOf(TYPE), tokens.ttl(), headers))
                .orElseThrow(NotFoundException::new);
    }

    /** The lists in which live tokens can have their place (section 9.3). */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, List<String>> aggregation() {
        requireFeature();
        long[] span = lists.span();
        return Map.of(
                "status_lists",
                LongStream.rangeClosed(span[0], span[1]).mapToObj(status::uri).toList());
    }

    @OPTIONS
    @Path("{list: [0-9]{1,12}}")
    public Response preflight() {
        requireFeature();
        return PublicDocument.preflight();
    }

    private void requireFeature() {
        if (!features.enabled(Feature.STATUS_LISTS)) {
            throw new NotFoundException();
        }
    }
}
