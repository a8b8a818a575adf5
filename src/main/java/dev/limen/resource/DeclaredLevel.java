package dev.limen.resource;

import dev.limen.protocol.AcrLevel;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A level of authentication that the operator declared. */
@Entity
@Table(name = "acr_levels")
class DeclaredLevel extends PanacheEntityBase {

    @Id
    String acr;

    int position;

    @Column(columnDefinition = "text[]")
    List<String> amr = List.of();

    /** Seconds. */
    @Column(name = "max_age")
    Long maxAge;

    protected DeclaredLevel() {}

    static DeclaredLevel of(AcrLevel level, int position) {
        DeclaredLevel declared = new DeclaredLevel();
        declared.acr = level.acr();
        declared.position = position;
        declared.amr = level.amr();
        declared.maxAge = level.maxAge().map(Duration::toSeconds).orElse(null);
        return declared;
    }

    AcrLevel level() {
        return new AcrLevel(acr, amr, Optional.ofNullable(maxAge).map(Duration::ofSeconds));
    }
}
