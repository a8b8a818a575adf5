package dev.limen.demo;

import dev.limen.web.FrontChannel;
import dev.limen.web.Links;
import dev.limen.web.SameOrigin;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;

/** {@code /demo/device}: the demo application as a device without a browser (RFC 8628). */
@IfBuildProfile(anyOf = {"dev", "test"})
@Path("/demo/device")
@FrontChannel
class DemoDeviceResource {

    private static final Set<String> ASKS_AGAIN = Set.of("authorization_pending", "slow_down");

    private final Provider provider;
    private final Visits visits;
    private final DemoPages pages;
    private final Arrival arrival;
    private final Links links;

    DemoDeviceResource(Provider provider, Visits visits, DemoPages pages, Arrival arrival, Links links) {
        this.provider = provider;
        this.visits = visits;
        this.pages = pages;
        this.arrival = arrival;
        this.links = links;
    }

    /** Begins to wait. */
    @POST
    @SameOrigin
    public Response begin(@Context HttpHeaders headers) {
        Map<String, Object> answer = provider.device();
        if (!answer.containsKey("device_code")) {
            return refused(answer, headers);
        }
        return arrival.to(
                links.path("/demo/device"),
                visits.remember(new Visit.Waiting(answer)).reveal());
    }

    /** What a device would show on its screen. */
    @GET
    public Response show(@CookieParam(Arrival.COOKIE) String cookie, @Context HttpHeaders headers) {
        return visits.find(cookie).orElse(null) instanceof Visit.Waiting waiting
                ? pages.device(waiting, headers)
                : Response.seeOther(links.absolute("/demo")).build();
    }

    /** Asks the token endpoint whether somebody has decided. */
    @POST
    @Path("ask")
    @SameOrigin
    public Response ask(@CookieParam(Arrival.COOKIE) String cookie, @Context HttpHeaders headers) {
        if (!(visits.find(cookie).orElse(null) instanceof Visit.Waiting waiting)) {
            return Response.seeOther(links.absolute("/demo")).build();
        }
        Map<String, Object> answer = provider.token(Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                waiting.answer().get("device_code").toString()));
        if (ASKS_AGAIN.contains(String.valueOf(answer.get("error")))) {
            return Response.seeOther(links.absolute("/demo/device")).build();
        }
        visits.forget(cookie);
        return arrival.signedIn(answer, "", headers);
    }

    private Response refused(Map<String, Object> answer, HttpHeaders headers) {
        return pages.refused(
                String.valueOf(answer.get("error")), String.valueOf(answer.get("error_description")), headers);
    }
}
