package dev.limen.support;

import dev.limen.web.FrontChannel;
import dev.limen.web.Locales;
import dev.limen.web.Pages;
import io.quarkus.arc.All;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Shows {@link Specimen}s, in tests only. */
@Path("/specimen/{name}")
@FrontChannel
public class SpecimenResource {

    private final List<Specimen> specimens;
    private final Pages pages;
    private final Locales locales;

    SpecimenResource(@All List<Specimen> specimens, Pages pages, Locales locales) {
        this.specimens = specimens;
        this.pages = pages;
        this.locales = locales;
    }

    @GET
    public Response show(
            @PathParam("name") String name,
            @QueryParam("client") @DefaultValue("Meridian Travel") String client,
            @QueryParam("person") @DefaultValue("Alice Adams") String person,
            @QueryParam("ui_locales") String uiLocales,
            @Context HttpHeaders headers) {
        Specimen specimen = specimens.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        return specimen.show(pages, locales.choose(Optional.ofNullable(uiLocales), headers), client, person);
    }
}
