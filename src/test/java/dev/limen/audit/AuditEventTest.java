package dev.limen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditEventTest {

    private static final Map<Class<?>, Object> EXAMPLES = Map.of(
            String.class,
            "x",
            Optional.class,
            Optional.of("x"),
            List.class,
            List.of("x"),
            Duration.class,
            Duration.ZERO,
            int.class,
            1);

    static Stream<Class<?>> events() {
        return Stream.of(AuditEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void hasNoPlaceForASecret(Class<?> event) {
        assertThat(event.getRecordComponents()).allSatisfy(component -> {
            assertThat(EXAMPLES).containsKey(component.getType());
            assertThat(component.getName())
                    .doesNotContainIgnoringCase("password")
                    .doesNotContainIgnoringCase("secret")
                    .doesNotContainIgnoringCase("username")
                    .doesNotContainIgnoringCase("cookie")
                    .doesNotMatch("(?i)(.*token|.*code|.*hash)");
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void isNamedAfterItself(Class<?> event) throws ReflectiveOperationException {
        Class<?>[] types = Stream.of(event.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] values = Stream.of(types).map(EXAMPLES::get).toArray();
        AuditEvent example = (AuditEvent) event.getDeclaredConstructor(types).newInstance(values);
        String snake = event.getSimpleName().replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase();
        assertThat(example.entry().type()).isEqualTo(snake);
    }
}
