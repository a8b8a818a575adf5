package dev.limen.web;

import io.quarkus.qute.TemplateData;
import java.util.Locale;

/**
 * What the shared layout needs to know about a page; made by {@link Pages#page}.
 *
 * @param name the value of the body's {@code data-page}
 * @param locale the language of the page's texts
 * @param dir {@code ltr} or {@code rtl}
 * @param title the title of the browser's window or tab, without the product's name
 * @param product the product name that the operator chose
 * @param host the issuer's host, so that people can compare it with the address bar
 * @param home the start page
 * @param assets the assets that the layout uses
 */
@TemplateData
public record Page(
        String name, Locale locale, String dir, String title, String product, String host, String home, Assets assets) {

    /** The language tag of {@link #locale} (BCP 47). */
    public String lang() {
        return locale.toLanguageTag();
    }
}
