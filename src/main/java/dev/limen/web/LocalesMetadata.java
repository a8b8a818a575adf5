package dev.limen.web;

import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** The languages of the pages, as metadata. */
@ApplicationScoped
class LocalesMetadata implements MetadataContributor {

    @Override
    public void contribute(Metadata metadata) {
        metadata.values(
                "ui_locales_supported",
                Locales.SUPPORTED.stream().map(Locale::toLanguageTag).toList());
    }
}
