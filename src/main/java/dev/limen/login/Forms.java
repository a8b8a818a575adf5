package dev.limen.login;

import dev.limen.interaction.Attempt;
import dev.limen.protocol.OpaqueToken;
import dev.limen.session.Begun;
import dev.limen.web.BrowserCookies;
import dev.limen.web.Csrf;
import dev.limen.web.Links;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What the two forms of this package have in common. */
@ApplicationScoped
class Forms {

    private final Csrf csrf;
    private final Links links;
    private final BrowserCookies cookies;

    Forms(Csrf csrf, Links links, BrowserCookies cookies) {
        this.csrf = csrf;
        this.links = links;
        this.cookies = cookies;
    }

    /** Refuses a form that we did not show to this browser for this attempt. */
    void requireToken(MultivaluedMap<String, String> form, Attempt attempt, Optional<OpaqueToken> browser) {
        OpaqueToken known = browser.orElseThrow(() -> new PageException(PageFault.OTHER_BROWSER, "no browser cookie"));
        csrf.require(form.getFirst("csrf"), attempt.handle().reveal(), known);
    }

    /** Back to the authorization endpoint; 303, so that the password is not sent on (RFC 9700, section 4.12). */
    Response resume(Attempt attempt) {
        return Response.seeOther(links.absolute(attempt.resumePath())).build();
    }

    /** To the choice of an account. */
    Response choose(Attempt attempt) {
        return Response.seeOther(links.absolute("/accounts/" + attempt.handle().reveal()))
                .build();
    }

    NewCookie sessionCookie(Begun begun) {
        return cookies.session(begun.cookie(), begun.maxAge());
    }
}
