package dev.limen.realm;

/** Something from the file inside a sentence: short, and on one line. */
final class Quoted {

    private static final int SHOWN = 60;

    private Quoted() {}

    static String of(String raw) {
        String visible = raw.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
        return "'" + (visible.length() > SHOWN ? visible.substring(0, SHOWN) + "..." : visible) + "'";
    }
}
