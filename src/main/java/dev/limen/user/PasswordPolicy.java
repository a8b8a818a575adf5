package dev.limen.user;

import dev.limen.config.LimenConfig;
import dev.limen.protocol.Secret;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which passwords people may choose (NIST SP 800-63B, section 3.1.1.2): long enough and hard to guess. Every character is
 * welcome and none is required.
 */
@Singleton
public final class PasswordPolicy {

    /** In characters, as a person counts them. */
    public static final int MIN_LENGTH = 8;

    /** Shorter words would be found in too many good passwords. */
    private static final int MIN_WORD = 4;

    private final Set<String> common;
    private final List<String> server;

    PasswordPolicy(LimenConfig config) {
        this.common = CommonPasswords.load();
        this.server =
                words(List.of(config.name(), String.valueOf(config.issuer().getHost())));
    }

    /**
     * Judges a password that somebody wants to have.
     *
     * @param context what is known about the account: user name, e-mail address, names
     * @return every fault; none if it may be chosen
     */
    public List<PasswordFault> judge(Secret password, Collection<String> context) {
        if (!PasswordText.fits(password)) {
            return List.of(PasswordFault.TOO_LONG);
        }
        String text = PasswordText.normal(password).toLowerCase(Locale.ROOT);
        List<PasswordFault> faults = new ArrayList<>();
        if (PasswordText.length(password) < MIN_LENGTH) {
            faults.add(PasswordFault.TOO_SHORT);
        }
        if (PasswordPatterns.readings(text).anyMatch(common::contains)) {
            faults.add(PasswordFault.COMMON);
        }
        if (PasswordPatterns.predictable(text)) {
            faults.add(PasswordFault.PREDICTABLE);
        }
        if (contextual(text, Stream.concat(server.stream(), words(context).stream()))) {
            faults.add(PasswordFault.CONTEXTUAL);
        }
        return List.copyOf(faults);
    }

    /** Whether it holds such words, and too little else. */
    private static boolean contextual(String text, Stream<String> words) {
        String rest = PasswordPatterns.lettered(text);
        for (String word : words.toList()) {
            rest = rest.replace(word, "");
        }
        int left = rest.codePointCount(0, rest.length());
        return left < text.codePointCount(0, text.length()) && left < MIN_LENGTH;
    }

    /** Both as they are and in parts, the longest first: {@code alice.adams@example.com} holds {@code adams}. */
    private static List<String> words(Collection<String> texts) {
        return texts.stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split("[^\\p{L}\\p{N}]+"))))
                .map(PasswordPatterns::lettered)
                .filter(word -> word.length() >= MIN_WORD)
                .collect(Collectors.toSet())
                .stream()
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }
}
