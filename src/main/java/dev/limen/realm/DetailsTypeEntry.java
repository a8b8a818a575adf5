package dev.limen.realm;

import dev.limen.realm.Value.Text;
import dev.limen.resource.AuthorizationDetailsType.Asking;
import java.util.List;
import java.util.Map;

/** A type of authorization details of the file. */
record DetailsTypeEntry(
        Section section,
        String type,
        Map<String, Object> schema,
        Map<String, String> words,
        Asking asking,
        List<Text> resources) {}
