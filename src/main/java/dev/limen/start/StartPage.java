package dev.limen.start;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The page at the issuer's own address.
 *
 * @param issuer the issuer identifier
 * @param metadata the address of the discovery document
 * @param keys the address of the key set
 * @param applications the address of the page of a person's applications
 * @param demo the address of the demo relying party, or empty
 */
@CheckedTemplate(basePath = "start", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record StartPage(Page page, String issuer, String metadata, String keys, String applications, String demo)
        implements TemplateInstance {}
