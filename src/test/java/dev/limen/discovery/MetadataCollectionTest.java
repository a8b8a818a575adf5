package dev.limen.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limen.config.Issuer;
import dev.limen.metadata.Metadata;
import dev.limen.metadata.MetadataContributor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetadataCollectionTest {

    @Inject
    Issuer issuer;

    @Test
    void listsGrowTogetherAndSingleValuesMayBeRepeated() {
        assertThat(collect(
                        m -> m.value("a", true).values("l", "x", "y").values("empty"),
                        m -> m.value("a", true).values("l", "y", "z").endpoint("e", "/e")))
                .containsEntry("a", true)
                .containsEntry("l", List.of("x", "y", "z"))
                .containsEntry("e", issuer.value() + "/e")
                .doesNotContainKey("empty");
    }

    @Test
    void contradictionsStopTheStart() {
        contradict(m -> m.value("a", true), m -> m.value("a", false));
        contradict(m -> m.value("a", "x"), m -> m.values("a", "x"));
        contradict(m -> m.values("a", "x"), m -> m.value("a", "x"));
        contradict(m -> m.endpoint("e", "/e"), m -> m.endpoint("e", "/f"));
    }

    private java.util.Map<String, Object> collect(MetadataContributor... contributors) {
        Metadata metadata = new Metadata(issuer);
        for (MetadataContributor contributor : contributors) {
            contributor.contribute(metadata);
        }
        return metadata.members();
    }

    private void contradict(MetadataContributor one, MetadataContributor other) {
        ProviderMetadata metadata = new ProviderMetadata(
                issuer,
                List.of(one, other),
                new MtlsAliases(issuer.value(), java.util.Optional.empty()),
                new dev.limen.json.StrictJson());
        assertThatThrownBy(() -> metadata.start(null)).isInstanceOf(IllegalStateException.class);
    }
}
