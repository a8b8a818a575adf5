package dev.limen.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a form that another site posts into a GET of the same parameters. Our cookies do not go along with the form
 * (SameSite=Lax), but they do with the top-level navigation that follows.
 */
@ApplicationScoped
public class Again {

    private final Links links;

    Again(Links links) {
        this.links = links;
    }

    /** The redirect, absolute, as the framework would complete another with the Host header; repeated parameters stay so. */
    public Response byGet(String path, MultivaluedMap<String, String> form) {
        UriBuilder uri = UriBuilder.fromUri(links.absolute(path));
        List<Object> parts = new ArrayList<>();
        int count = 0;
        for (String name : form.keySet()) {
            for (String value : form.get(name)) {
                uri.queryParam("{n" + count + "}", "{v" + count + "}");
                parts.add(name);
                parts.add(value);
                count++;
            }
        }
        return Response.seeOther(uri.build(parts.toArray())).build();
    }
}
