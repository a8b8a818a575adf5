package dev.limen.demo;

import dev.limen.jose.InvalidJwtException;
import dev.limen.web.Links;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;

/** What the ways to sign in have in common: the check of what the token endpoint answered, and the application's cookie. */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
class Arrival {

    static final String COOKIE = "limen-demo";

    private final Provider provider;
    private final Visits visits;
    private final DemoPages pages;
    private final Links links;

    Arrival(Provider provider, Visits visits, DemoPages pages, Links links) {
        this.provider = provider;
        this.visits = visits;
        this.pages = pages;
        this.links = links;
    }

    /**
     * Takes the token endpoint's answer.
     *
     * @param nonce what the ID token must repeat; empty where no request of the browser asked for it
     */
    Response signedIn(Map<String, Object> answer, String nonce, HttpHeaders headers) {
        if (!(answer.get("id_token") instanceof String idToken)) {
            return pages.refused(
                    String.valueOf(answer.get("error")), String.valueOf(answer.get("error_description")), headers);
        }
        try {
            Map<String, Object> claims = provider.idToken(idToken);
            if (!nonce.isEmpty() && !nonce.equals(claims.get("nonce"))) {
                return pages.unacceptable("nonce", DemoMessages::wrongNonce, headers);
            }
            Map<String, Object> userinfo =
                    provider.userinfo(answer.get("access_token").toString());
            return to(
                    links.path("/demo"),
                    visits.remember(new Visit.SignedIn(answer, claims, userinfo))
                            .reveal());
        } catch (InvalidJwtException e) {
            return pages.unacceptable("id_token: " + e.getMessage(), DemoMessages::wrongIdToken, headers);
        }
    }

    /** Sends the browser on, with this cookie or without any. */
    Response to(String address, String cookie) {
        NewCookie visit = new NewCookie.Builder(COOKIE)
                .value(cookie)
                .path("/")
                .httpOnly(true)
                .secure(links.secure())
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge(cookie.isEmpty() ? 0 : NewCookie.DEFAULT_MAX_AGE)
                .build();
        return Response.seeOther(URI.create(address)).cookie(visit).build();
    }
}
