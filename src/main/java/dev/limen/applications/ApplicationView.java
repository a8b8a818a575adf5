package dev.limen.applications;

import dev.limen.web.Monogram;
import io.quarkus.qute.TemplateData;

/**
 * One application.
 *
 * @param link where it begins to sign the person in
 */
@TemplateData
record ApplicationView(String name, String link) {

    /** Stands where a logo would be. */
    public String monogram() {
        return Monogram.of(name);
    }
}
