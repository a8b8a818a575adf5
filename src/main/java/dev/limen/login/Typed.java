package dev.limen.login;

import jakarta.ws.rs.core.MultivaluedMap;

/** What a person typed into the sign-in form; a field that was sent twice counts as not typed. */
record Typed(String username, String password, boolean remember) {

    static Typed of(MultivaluedMap<String, String> form) {
        return new Typed(single(form, "username"), single(form, "password"), form.containsKey("remember"));
    }

    boolean complete() {
        return !username.isBlank() && !password.isEmpty();
    }

    private static String single(MultivaluedMap<String, String> form, String name) {
        var values = form.get(name);
        return values == null || values.size() != 1 ? "" : values.getFirst();
    }

    @Override
    public String toString() {
        return "Typed[hidden]";
    }
}
