package dev.limen.issuance;

import dev.limen.config.Features;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code query.jwt} (JARM, section 2.3.1). */
@Singleton
final class QueryJwtMode extends JwtMode {

    @Inject
    QueryJwtMode(QueryMode plain, Features features) {
        super(plain, features);
    }
}
