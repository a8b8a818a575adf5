package dev.limen.realm;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the environment in where the file says <code>${NAME}</code>; <code>$${</code> stands for <code>${</code>. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}|\\$\\{");

    private final Function<String, Optional<String>> environment;

    Placeholders(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** The text with everything put in; what cannot be is said to {@code fault} and left as it is. */
    String replace(String text, Consumer<String> fault) {
        if (!text.contains("${")) {
            return text;
        }
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            String value = value(matcher, fault);
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(replaced).toString();
    }

    private String value(Matcher matcher, Consumer<String> fault) {
        if (matcher.group().equals("$${")) {
            return "${";
        }
        String name = matcher.group(1);
        if (name == null) {
            fault.accept("'${' must be followed by the name of an environment variable and '}';"
                    + " write '$${' for the characters themselves");
            return matcher.group();
        }
        return environment.apply(name).orElseGet(() -> {
            fault.accept("the environment variable " + name + " is not set");
            return matcher.group();
        });
    }
}
