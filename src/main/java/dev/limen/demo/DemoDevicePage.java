package dev.limen.demo;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * A device that waits.
 *
 * @param ask where it asks whether somebody has decided
 * @param interval seconds between two questions
 */
@CheckedTemplate(basePath = "demo", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record DemoDevicePage(
        Page page, String userCode, String address, String complete, String qr, String ask, String interval)
        implements TemplateInstance {}
