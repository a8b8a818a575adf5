package dev.limen.issuance;

import dev.limen.config.Features;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code form_post.jwt} (JARM, section 2.3.3). */
@Singleton
final class FormPostJwtMode extends JwtMode {

    @Inject
    FormPostJwtMode(FormPostMode plain, Features features) {
        super(plain, features);
    }
}
