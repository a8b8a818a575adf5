package dev.limen.protocol;

import static dev.limen.protocol.ClientMetadataField.CLIENT_NAME;
import static dev.limen.protocol.ClientMetadataField.CLIENT_URI;
import static dev.limen.protocol.ClientMetadataField.LOGO_URI;
import static dev.limen.protocol.ClientMetadataField.POLICY_URI;
import static dev.limen.protocol.ClientMetadataField.TOS_URI;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Members of {@link ClientMetadata} in further languages: their names end with {@code #} and a language tag, such as
 * {@code client_name#ja} (RFC 7591, section 2.2; OpenID Connect Registration 1.0, section 2.1).
 *
 * @param members by their wire names, as they came
 */
public record LocalizedMembers(Map<String, String> members) {

    /** The members that people read or follow. */
    static final Set<ClientMetadataField> FIELDS =
            Collections.unmodifiableSet(EnumSet.of(CLIENT_NAME, CLIENT_URI, LOGO_URI, POLICY_URI, TOS_URI));

    /** RFC 5646, section 2.1: subtags of letters and digits. Which of them are registered is nobody's business here. */
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,7}");

    public LocalizedMembers {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Those among the members of a client. */
    static LocalizedMembers of(Map<String, ?> members) {
        Map<String, String> localized = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (isName(name) && value instanceof String text) {
                localized.put(name, text);
            }
        });
        return new LocalizedMembers(localized);
    }

    /** Whether a member's name is that of one in a language. */
    public static boolean isName(String name) {
        return field(name).isPresent() && TAG.matcher(tag(name)).matches();
    }

    /** The member that a name says in a language; empty if it is none of {@link #FIELDS}, or names no language. */
    static Optional<ClientMetadataField> field(String name) {
        int mark = name.indexOf('#');
        return mark < 0
                ? Optional.empty()
                : ClientMetadataField.of(name.substring(0, mark)).filter(FIELDS::contains);
    }

    private static String tag(String name) {
        return name.substring(name.indexOf('#') + 1);
    }

    /**
     * What fits a page best (RFC 4647, section 3.4): the member in the page's language, else the one that names no language,
     * else any.
     */
    Optional<String> best(ClientMetadataField field, Optional<String> plain, Locale language) {
        if (members.isEmpty()) {
            return plain;
        }
        Map<String, String> byTag = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (field(name).equals(Optional.of(field))) {
                byTag.put(tag(name).toLowerCase(Locale.ROOT), value);
            }
        });
        return fitting(byTag, language).or(() -> plain).or(() -> byTag.values().stream()
                .findFirst());
    }

    /** A page in Japanese takes a name for ja-JP as well, if there is none for Japanese alone. */
    private static Optional<String> fitting(Map<String, String> byTag, Locale language) {
        List<LanguageRange> page = List.of(new LanguageRange(language.toLanguageTag()));
        return Optional.ofNullable(Locale.lookupTag(page, byTag.keySet()))
                .or(() -> Locale.filterTags(page, byTag.keySet()).stream().findFirst())
                .map(tag -> byTag.get(tag.toLowerCase(Locale.ROOT)));
    }
}
