package dev.limen.demo;

import dev.limen.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The demo application after the sign-in: all that it got, decoded. */
@CheckedTemplate(basePath = "demo", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record DemoTokensPage(
        Page page,
        String name,
        List<Claim> idToken,
        List<Claim> accessTokenHeader,
        List<Claim> accessToken,
        List<Claim> userinfo,
        List<Claim> answer,
        String refresh,
        String signOut)
        implements TemplateInstance {}
