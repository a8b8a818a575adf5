package dev.limen.support;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A person's browser without scripts: keeps cookies, follows redirects as far as the provider, fills in forms. */
public final class UserAgent {

    private static final int REDIRECTS = 10;

    private final URI provider;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String language;
    private URI node;

    public UserAgent(URI provider) {
        this(provider, "en");
    }

    /** @param language the value of {@code Accept-Language} */
    public UserAgent(URI provider, String language) {
        this.provider = provider;
        this.language = language;
        this.node = provider;
    }

    /** Lets further requests reach the provider at another of its nodes, as a load balancer may do at any time. */
    public UserAgent through(URI other) {
        this.node = other;
        return this;
    }

    /** Where a visit ended: on a page of the provider, or at an address elsewhere, which is not visited. */
    public record Visit(int status, URI address, String body, HttpResponse<String> response) {

        /** Whether the browser was sent away from the provider. */
        public boolean elsewhere() {
            return response == null;
        }

        public Document document() {
            return Jsoup.parse(body, address.toString());
        }

        /** The page's name, from its body's {@code data-page}. */
        public String page() {
            return elsewhere() ? "elsewhere: " + address : document().body().attr("data-page");
        }

        /** What an element with {@code role=alert} says. */
        public String alert() {
            return document().select("[role=alert]").text();
        }
    }

    /** Visits an address and follows redirects within the provider. */
    public Visit get(URI address) {
        return follow(send(request(address).GET()), address);
    }

    /** Visits a path of the provider. */
    public Visit get(String path) {
        return get(provider.resolve(path));
    }

    /** One exchange; redirects are not followed. */
    public HttpResponse<String> exchange(String path) {
        return send(request(provider.resolve(path)).GET());
    }

    /** Presses a button of a page, after filling in these inputs; hidden inputs go along as they are. */
    public Visit press(Visit page, String button, Map<String, String> inputs) {
        Element pressed = page.document().selectFirst(button);
        if (pressed == null) {
            throw new AssertionError("no " + button + " on " + page.page() + ": " + page.body());
        }
        Element form = pressed.closest("form");
        return post(action(page, form, pressed), fields(form, pressed, inputs));
    }

    public Visit press(Visit page, String button) {
        return press(page, button, Map.of());
    }

    /** Presses a button, and goes no further than its answer: a redirect is not followed. */
    public HttpResponse<String> pressOnly(Visit page, String button, Map<String, String> inputs) {
        Element pressed = page.document().selectFirst(button);
        Element form = pressed.closest("form");
        return sendForm(action(page, form, pressed), fields(form, pressed, inputs));
    }

    /** Posts a form as a page of the provider would. */
    public Visit post(URI address, List<Map.Entry<String, String>> fields) {
        return follow(sendForm(address, fields), address);
    }

    private HttpResponse<String> sendForm(URI address, List<Map.Entry<String, String>> fields) {
        HttpRequest.Builder request = request(address)
                .header("Origin", origin())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(fields)));
        return send(request);
    }

    /** The fields that a form would send when this button is pressed. */
    public static List<Map.Entry<String, String>> fields(Element form, Element pressed, Map<String, String> inputs) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (Element input : form.select("input[name]")) {
            boolean box = List.of("checkbox", "radio").contains(input.attr("type"));
            String name = input.attr("name");
            if (inputs.containsKey(name)) {
                fields.add(Map.entry(name, inputs.get(name)));
            } else if (!box || input.hasAttr("checked")) {
                fields.add(Map.entry(name, input.attr("value")));
            }
        }
        if (pressed != null && pressed.hasAttr("name")) {
            fields.add(Map.entry(pressed.attr("name"), pressed.attr("value")));
        }
        return fields;
    }

    /** The cookies of the provider, by name. */
    public Map<String, HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .collect(Collectors.toMap(HttpCookie::getName, cookie -> cookie));
    }

    /** Puts a cookie into the jar, as it is. */
    public void cookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(provider, cookie);
    }

    private static URI action(Visit page, Element form, Element pressed) {
        String action = pressed.hasAttr("formaction") ? pressed.attr("formaction") : form.attr("action");
        return action.isEmpty() ? page.address() : page.address().resolve(action);
    }

    private Visit follow(HttpResponse<String> response, URI address) {
        HttpResponse<String> current = response;
        URI at = address;
        for (int i = 0; i < REDIRECTS; i++) {
            if (current.statusCode() / 100 != 3) {
                return new Visit(current.statusCode(), at, current.body(), current);
            }
            if (current.statusCode() != 303) {
                throw new AssertionError("a redirect must be 303, not " + current.statusCode());
            }
            at = at.resolve(current.headers().firstValue("Location").orElseThrow());
            if (!(at.getScheme() + "://" + at.getAuthority()).equals(origin())) {
                return new Visit(303, at, "", null);
            }
            current = send(request(at).GET());
        }
        throw new AssertionError("redirects without end at " + at);
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(atNode(address))
                .header("Accept", "text/html")
                .header("Accept-Language", language);
    }

    private URI atNode(URI address) {
        if (!provider.getRawAuthority().equals(address.getRawAuthority())) {
            return address;
        }
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return node.resolve(address.getRawPath() + query);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String origin() {
        return provider.getScheme() + "://" + provider.getAuthority();
    }

    private static String encode(List<Map.Entry<String, String>> fields) {
        return fields.stream()
                .map(f -> URLEncoder.encode(f.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
