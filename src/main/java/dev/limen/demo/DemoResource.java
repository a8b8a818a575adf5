package dev.limen.demo;

import dev.limen.crypto.Tokens;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.Sha256;
import dev.limen.web.FrontChannel;
import dev.limen.web.Links;
import dev.limen.web.SameOrigin;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /demo}. */
@IfBuildProfile(anyOf = {"dev", "test"})
@Path("/demo")
@FrontChannel
class DemoResource {

    private final Provider provider;
    private final Visits visits;
    private final DemoPages pages;
    private final Arrival arrival;
    private final Links links;
    private final Tokens tokens;

    DemoResource(Provider provider, Visits visits, DemoPages pages, Arrival arrival, Links links, Tokens tokens) {
        this.provider = provider;
        this.visits = visits;
        this.pages = pages;
        this.arrival = arrival;
        this.links = links;
        this.tokens = tokens;
    }

    /** What the application knows of this browser. */
    @GET
    public Response home(@CookieParam(Arrival.COOKIE) String cookie, @Context HttpHeaders headers) {
        return visits.find(cookie)
                .filter(Visit.SignedIn.class::isInstance)
                .map(visit -> pages.tokens((Visit.SignedIn) visit, headers))
                .orElseGet(() -> pages.home(headers));
    }

    /** Sends the person to the provider. */
    @GET
    @Path("sign-in")
    public Response signIn(@QueryParam("prompt") @DefaultValue("") String prompt) {
        String state = tokens.next().reveal();
        String nonce = tokens.next().reveal();
        String verifier = tokens.next().reveal();
        OpaqueToken cookie = visits.remember(new Visit.Pending(state, nonce, verifier));
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", Provider.CLIENT_ID);
        request.put("redirect_uri", callback());
        request.put("scope", Provider.SCOPE);
        request.put("state", state);
        request.put("nonce", nonce);
        request.put("code_challenge", challenge(verifier));
        request.put("code_challenge_method", "S256");
        request.put("prompt", prompt);
        return arrival.to(
                provider.endpoint("authorization_endpoint") + "?" + Provider.encode(request), cookie.reveal());
    }

    /** Takes the provider's answer. */
    @GET
    @Path("callback")
    public Response callback(
            @CookieParam(Arrival.COOKIE) String cookie,
            @QueryParam("state") String state,
            @QueryParam("code") String code,
            @QueryParam("error") String error,
            @QueryParam("error_description") @DefaultValue("") String description,
            @Context HttpHeaders headers) {
        if (!(visits.find(cookie).orElse(null) instanceof Visit.Pending pending)
                || !pending.state().equals(state)) {
            return pages.unacceptable("state", DemoMessages::wrongState, headers);
        }
        visits.forget(cookie);
        if (code == null) {
            return pages.refused(String.valueOf(error), description, headers);
        }
        return arrival.signedIn(
                provider.token(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        callback(),
                        "code_verifier",
                        pending.verifier())),
                pending.nonce(),
                headers);
    }

    /** Uses the refresh token. */
    @POST
    @Path("refresh")
    @SameOrigin
    public Response refresh(@CookieParam(Arrival.COOKIE) String cookie, @Context HttpHeaders headers) {
        if (!(visits.find(cookie).orElse(null) instanceof Visit.SignedIn visit)) {
            return arrival.to(links.path("/demo"), "");
        }
        visits.forget(cookie);
        return arrival.signedIn(
                provider.token(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        visit.tokens().get("refresh_token").toString())),
                "",
                headers);
    }

    /** Forgets the person, and has the provider do the same. */
    @POST
    @Path("sign-out")
    @SameOrigin
    public Response signOut(@CookieParam(Arrival.COOKIE) String cookie) {
        if (!(visits.find(cookie).orElse(null) instanceof Visit.SignedIn visit)) {
            return arrival.to(links.path("/demo"), "");
        }
        visits.forget(cookie);
        Map<String, String> request = Map.of(
                "id_token_hint", visit.tokens().get("id_token").toString(),
                "post_logout_redirect_uri", links.absolute("/demo").toString());
        return arrival.to(provider.endpoint("end_session_endpoint") + "?" + Provider.encode(request), "");
    }

    private String callback() {
        return links.absolute("/demo/callback").toString();
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }
}
