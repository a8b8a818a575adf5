package dev.limen.support;

import dev.limen.web.Pages;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** A page with sample content, to be looked at and to be filled with hostile text. */
public interface Specimen {

    /** The last part of its address below {@code /specimen/}. */
    String name();

    /**
     * The page.
     *
     * @param client stands for every text that a client wrote
     * @param person stands for every text that a person wrote
     */
    Response show(Pages pages, Locale locale, String client, String person);
}
