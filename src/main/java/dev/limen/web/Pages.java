package dev.limen.web;

import dev.limen.config.LimenConfig;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** Makes pages: their frame, their texts, and the answer that carries them. */
@ApplicationScoped
public class Pages {

    /** Languages written from right to left (ISO 639). None of them is translated yet; the layout is ready. */
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi");

    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");

    private final String product;
    private final String host;
    private final Links links;
    private final Assets assets;

    Pages(LimenConfig config, Links links, Assets assets) {
        this.product = config.name();
        this.host = config.issuer().getAuthority();
        this.links = links;
        this.assets = assets;
    }

    /**
     * The frame of a page.
     *
     * @param name the value of the body's {@code data-page}
     * @param title in the language of {@code locale}
     */
    public Page page(String name, Locale locale, String title) {
        String dir = RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr";
        return new Page(name, locale, dir, title, product, host, links.path("/"), assets);
    }

    /** The texts in one of the languages that {@link Locales} chooses from. */
    public Messages texts(Locale locale) {
        return MessageBundles.get(Messages.class, Localized.Literal.of(locale.toLanguageTag()));
    }

    /** A page, status 200. */
    public Response show(Page page, TemplateInstance content) {
        return show(200, page, content);
    }

    /** A page with another status, for example a sign-in form that comes back with an error. */
    public Response show(int status, Page page, TemplateInstance content) {
        return Response.status(status)
                .type(HTML)
                .language(page.locale())
                .entity(content.setLocale(page.locale()).render())
                .build();
    }

    /** A page that has no form, and whose policy says so. */
    public Response showWithoutForms(int status, Page page, TemplateInstance content) {
        Response response = show(status, page, content);
        response.getHeaders().putSingle(ChannelHeaders.CONTENT_SECURITY_POLICY, ChannelHeaders.POLICY_WITHOUT_FORMS);
        return response;
    }

    /**
     * A page that shows frames of these origins, and of no others; it has no form.
     *
     * @param origins as in RFC 6454, section 6.2
     */
    public Response showWithFrames(Page page, TemplateInstance content, Collection<String> origins) {
        Response response = show(200, page, content);
        String policy = ChannelHeaders.POLICY_WITHOUT_FORMS + "; frame-src " + String.join(" ", origins);
        response.getHeaders().putSingle(ChannelHeaders.CONTENT_SECURITY_POLICY, policy);
        return response;
    }

    /** What other sites put into frames: for scripts, and not for people. */
    public Response showFramed(TemplateInstance content) {
        Response response = Response.ok(content.render(), HTML).build();
        response.getHeaders().putSingle(ChannelHeaders.CONTENT_SECURITY_POLICY, ChannelHeaders.POLICY_FRAMED);
        return response;
    }
}
