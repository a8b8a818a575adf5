package dev.limen.audit;

/** One entry as one line of {@code name=value} pairs; a value cannot begin another pair or another line. */
final class AuditLine {

    private static final int MAX_VALUE = 256;

    private AuditLine() {}

    static String of(AuditEntry entry) {
        StringBuilder line = new StringBuilder();
        pair(line, "type", entry.type());
        pair(line, "outcome", entry.outcome().wire());
        entry.clientId().ifPresent(value -> pair(line, "client_id", value));
        entry.sub().ifPresent(value -> pair(line, "sub", value));
        entry.sid().ifPresent(value -> pair(line, "sid", value));
        entry.detail().forEach((name, value) -> pair(line, name, value));
        return line.toString();
    }

    private static void pair(StringBuilder line, String name, String value) {
        if (!line.isEmpty()) {
            line.append(' ');
        }
        line.append(name).append('=');
        boolean plain = !value.isEmpty() && value.chars().allMatch(AuditLine::plain);
        String shown = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "..." : value;
        if (plain) {
            line.append(shown);
        } else {
            quote(line, shown);
        }
    }

    private static boolean plain(int c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '=';
    }

    private static void quote(StringBuilder line, String value) {
        line.append('"');
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                line.append('\\').append((char) c);
            } else if (c < ' ' || c >= 0x7f) {
                line.append("\\u%04x".formatted(c));
            } else {
                line.append((char) c);
            }
        });
        line.append('"');
    }
}
