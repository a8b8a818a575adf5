package dev.limen.device;

import dev.limen.crypto.Tokens;
import dev.limen.protocol.OpaqueToken;
import dev.limen.protocol.UserCode;
import dev.limen.web.BrowserCookies;
import dev.limen.web.ClientAddress;
import dev.limen.web.Csrf;
import dev.limen.web.FrontChannel;
import dev.limen.web.Links;
import dev.limen.web.PageException;
import dev.limen.web.PageFault;
import dev.limen.web.SameOrigin;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code /device}: where a person enters the code of a device (RFC 8628, section 3.3). */
@Path("/device")
@FrontChannel
class UserCodeResource {

    private static final String STEP = "device";

    private final Entry entry;
    private final DevicePages pages;
    private final DeviceSwitch deviceSwitch;
    private final BrowserCookies cookies;
    private final Csrf csrf;
    private final Links links;
    private final Tokens tokens;
    private final ClientAddress address;

    UserCodeResource(
            Entry entry,
            DevicePages pages,
            DeviceSwitch deviceSwitch,
            BrowserCookies cookies,
            Csrf csrf,
            Links links,
            Tokens tokens,
            ClientAddress address) {
        this.entry = entry;
        this.pages = pages;
        this.deviceSwitch = deviceSwitch;
        this.cookies = cookies;
        this.csrf = csrf;
        this.links = links;
        this.tokens = tokens;
        this.address = address;
    }

    /** The form; {@code verification_uri_complete} fills the code in, and it still has to be sent (section 3.3.1). */
    @GET
    public Response show(@QueryParam("user_code") String filled, @Context HttpHeaders headers) {
        deviceSwitch.require();
        OpaqueToken browser = cookies.browser(headers).orElseGet(tokens::next);
        String token = csrf.token(STEP, browser);
        Optional<UserCode> userCode = Optional.ofNullable(filled).flatMap(UserCode::parse);
        Response page =
                userCode.map(code -> pages.filled(code, token, headers)).orElseGet(() -> pages.empty(token, headers));
        return Response.fromResponse(page).cookie(cookies.browser(browser)).build();
    }

    @POST
    @SameOrigin
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        deviceSwitch.require();
        OpaqueToken browser =
                cookies.browser(headers).orElseThrow(() -> new PageException(PageFault.FORGED, "no browser cookie"));
        csrf.require(form.getFirst("csrf"), STEP, browser);
        String typed = Optional.ofNullable(form.getFirst("user_code")).orElse("");
        String token = csrf.token(STEP, browser);
        if (typed.isBlank()) {
            return pages.missing(token, headers);
        }
        Optional<UserCode> userCode = UserCode.parse(typed);
        if (userCode.isEmpty()) {
            // what cannot be a code is no guess
            return pages.wrong(typed, token, headers);
        }
        Entry.Source source = new Entry.Source(browser, cookies.session(headers), address.current());
        return switch (entry.enter(userCode.get(), source)) {
            case Entry.Outcome.Found found ->
                Response.seeOther(links.absolute("/device/" + found.handle().reveal()))
                        .build();
            case Entry.Outcome.Wrong wrong -> pages.wrong(typed, token, headers);
            case Entry.Outcome.Throttled throttled -> pages.throttled(typed, throttled.retryAfter(), token, headers);
        };
    }
}
