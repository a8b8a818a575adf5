package dev.limen.resource;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/** A scope value that the operator declared (RFC 6749, section 3.3). */
@Entity
@Table(name = "scopes")
public class ScopeDefinition extends PanacheEntityBase {

    @Id
    public String name;

    /** What the consent page says; null where the name has to do. */
    @Column(columnDefinition = "text")
    String description;

    /** The claims that the scope asks for, besides access. */
    @Column(columnDefinition = "text[]")
    public List<String> claims;

    protected ScopeDefinition() {}

    static ScopeDefinition named(String name) {
        ScopeDefinition scope = new ScopeDefinition();
        scope.name = name;
        return scope;
    }
}
