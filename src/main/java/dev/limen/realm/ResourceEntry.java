package dev.limen.realm;

import dev.limen.realm.Value.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A protected resource of the file. */
record ResourceEntry(
        Section section,
        String identifier,
        List<Text> scopes,
        Optional<Duration> accessTokenLifetime,
        Optional<String> accessTokenFormat,
        Optional<String> accessTokenSignedResponseAlg,
        List<Text> introspectionClients,
        List<Text> acrValues,
        Optional<Duration> maxAge) {}
