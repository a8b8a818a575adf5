package dev.limen.login;

import dev.limen.user.User;
import dev.limen.web.Monogram;
import io.quarkus.qute.TemplateData;

/**
 * One account to choose.
 *
 * @param value what the form sends for it
 * @param name the person's name, or the username
 * @param detail what tells it from another of the same name, or empty
 */
@TemplateData
record AccountView(String value, String name, String detail) {

    static AccountView of(String value, User user) {
        String name = user.displayName();
        return new AccountView(value, name, name.equals(user.username) ? "" : user.username);
    }

    /** Stands where a portrait would be. */
    public String monogram() {
        return Monogram.of(name);
    }
}
