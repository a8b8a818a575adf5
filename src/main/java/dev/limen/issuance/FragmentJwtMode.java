package dev.limen.issuance;

import dev.limen.config.Features;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code fragment.jwt} (JARM, section 2.3.2). */
@Singleton
final class FragmentJwtMode extends JwtMode {

    @Inject
    FragmentJwtMode(FragmentMode plain, Features features) {
        super(plain, features);
    }
}
