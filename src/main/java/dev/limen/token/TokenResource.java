package dev.limen.token;

import dev.limen.client.ClientRequests;
import dev.limen.issuance.TokenResponse;
import dev.limen.protocol.OAuthException;
import dev.limen.protocol.Parameters;
import dev.limen.web.BackChannel;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /token}. */
@Path("/token")
@BackChannel
class TokenResource {

    private final ClientRequests requests;
    private final TokenEndpoint endpoint;
    private final TokenRecords records;

    TokenResource(ClientRequests requests, TokenEndpoint endpoint, TokenRecords records) {
        this.requests = requests;
        this.endpoint = endpoint;
        this.records = records;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> token(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(form);
        List<String> authorization = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
                .orElse(List.of());
        try {
            TokenResponse response = requests.answer(authorization, parameters, endpoint::answer);
            records.issued(parameters);
            return response.members();
        } catch (OAuthException refusal) {
            records.refused(parameters, refusal);
            throw refusal;
        }
    }

    /** Preflight of a browser application; the channel's filter adds what it may know. */
    @OPTIONS
    public Response preflight() {
        return Response.noContent().build();
    }
}
