package dev.limen.client;

import dev.limen.json.StrictJson;
import dev.limen.protocol.ClientMetadata;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;

/** {@link ClientMetadata} in a jsonb column, under its wire names. */
@Immutable
@Singleton
@Converter
public class ClientMetadataColumn implements AttributeConverter<ClientMetadata, String> {

    /** A provider, as Hibernate makes converters while a native image is built, and a JSON reader has a random seed. */
    private final Provider<StrictJson> json;

    ClientMetadataColumn(Provider<StrictJson> json) {
        this.json = json;
    }

    @Override
    public String convertToDatabaseColumn(ClientMetadata metadata) {
        return metadata == null ? null : json.get().write(metadata.toMap());
    }

    @Override
    public ClientMetadata convertToEntityAttribute(String column) {
        return column == null ? null : ClientMetadata.of(json.get().object(column));
    }
}
