package dev.limen.resource;

import dev.limen.json.JsonSchema;
import dev.limen.json.StrictJson;
import dev.limen.protocol.AuthorizationDetail;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A type of authorization details that the operator declared (RFC 9396, section 2). */
@Entity
@Table(name = "authorization_details_types")
public class AuthorizationDetailsType extends PanacheEntityBase {

    /** When a person is asked for details of the type. */
    public enum Asking {
        /** At each authorization. */
        ALWAYS,
        /** Once, until the client asks for more. */
        REMEMBER;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    public String type;

    @Column(columnDefinition = "text")
    String schema;

    /** Consent templates by language; the empty one is for every other language. */
    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> words = Map.of();

    @Enumerated(EnumType.STRING)
    @Column(name = "consent")
    Asking asking;

    /** Where it is understood, by identifier; empty: at every resource that a token is for. */
    @Column(columnDefinition = "text[]")
    public List<String> resources = List.of();

    @Transient
    private volatile JsonSchema compiled;

    protected AuthorizationDetailsType() {}

    static AuthorizationDetailsType named(String type) {
        AuthorizationDetailsType fresh = new AuthorizationDetailsType();
        fresh.type = type;
        return fresh;
    }

    /** Whether it has this form. */
    boolean describes(AuthorizationDetail detail, StrictJson json) {
        if (compiled == null) {
            compiled = AuthorizationDetailsTypeDeclaration.schema(json.object(schema));
        }
        return compiled.accepts(detail.members());
    }

    public boolean askedEachTime() {
        return asking == Asking.ALWAYS;
    }

    /** What the consent page says about a detail of it, in the language that fits best. */
    public ConsentTemplate words(Locale locale) {
        String text = words.getOrDefault(
                locale.toLanguageTag(), words.getOrDefault(locale.getLanguage(), words.getOrDefault("", type)));
        return ConsentTemplate.parse(text);
    }
}
