package dev.limen.config;

import dev.limen.config.SettingsException.Fault;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings as they are before the framework starts: checked as a whole, so that a start with a fault ends at once
 * and the operator reads of all faults in one go.
 *
 * @param limen Limen's own settings
 * @param database the external database, or what of it was set
 * @param migratesAtStart whether a start brings the schema to its version, rather than refuse any other
 */
public record Settings(LimenConfig limen, ExternalDatabase database, boolean migratesAtStart) {

    /**
     * What names an external database.
     *
     * @param url the JDBC URL; without it the embedded server is used
     */
    public record ExternalDatabase(Optional<String> url, Optional<String> username, Optional<String> password) {}

    private static final Pattern CONVERSION =
            Pattern.compile("The config property (limen\\.\\S+) with the config value \".*\" threw", Pattern.DOTALL);
    private static final Pattern CHOICE = Pattern.compile("allowed values: (\\S+)");
    private static final Pattern MESSAGE_NUMBER = Pattern.compile("SRCFG\\d+: ");
    private static final int ABOVE_ALL = Integer.MAX_VALUE;

    /**
     * Reads the settings from where Quarkus will read them: system properties, environment, {@code .env},
     * {@code config/application.properties}, and the program's own defaults.
     *
     * @throws SettingsException with every fault
     */
    public static Settings read() {
        return from(() -> ConfigUtils.emptyConfigBuilder().addDiscoveredSources());
    }

    static Settings from(Supplier<SmallRyeConfigBuilder> sources) {
        SmallRyeConfig raw = sources.get().build();
        SettingNames names = new SettingNames();
        List<Fault> faults = new ArrayList<>(names.unknownIn(raw.getConfigSources()));
        faults.addAll(names.unclearSwitchesIn(raw));
        LimenConfig limen = map(raw).orElseGet(() -> map(sources, names, faults));
        Settings settings = new Settings(
                limen,
                new ExternalDatabase(
                        raw.getOptionalValue("quarkus.datasource.jdbc.url", String.class),
                        raw.getOptionalValue("quarkus.datasource.username", String.class),
                        raw.getOptionalValue("quarkus.datasource.password", String.class)),
                raw.getOptionalValue("quarkus.flyway.migrate-at-start", Boolean.class)
                        .orElse(true));
        faults.addAll(SettingsCheck.faultsOf(settings));
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        return settings;
    }

    /** The settings where each can be read, which costs a start no second reading of all sources. */
    private static Optional<LimenConfig> map(SmallRyeConfig raw) {
        try {
            ConfigMappings.registerConfigMappings(
                    raw, Set.of(ConfigMappings.ConfigClass.configClass(LimenConfig.class)));
            return Optional.of(raw.getConfigMapping(LimenConfig.class));
        } catch (ConfigValidationException e) {
            return Optional.empty();
        }
    }

    /** Maps the settings; one whose value cannot be read gives a fault and its default, so that the others are checked. */
    private static LimenConfig map(Supplier<SmallRyeConfigBuilder> sources, SettingNames names, List<Fault> faults) {
        Map<String, String> replaced = new HashMap<>();
        while (true) {
            try {
                return sources.get()
                        .withMapping(LimenConfig.class)
                        .withValidateUnknown(false)
                        .withSources(new PropertiesConfigSource(replaced, "defaults", ABOVE_ALL))
                        .build()
                        .getConfigMapping(LimenConfig.class);
            } catch (ConfigValidationException e) {
                int before = replaced.size();
                for (int i = 0; i < e.getProblemCount(); i++) {
                    replace(e.getProblem(i).getMessage(), names, replaced, faults);
                }
                if (replaced.size() == before) {
                    throw new SettingsException(
                            faults.isEmpty() ? List.of(new Fault("limen", e.getMessage())) : faults);
                }
            }
        }
    }

    private static void replace(String problem, SettingNames names, Map<String, String> replaced, List<Fault> faults) {
        Matcher conversion = CONVERSION.matcher(problem);
        if (!conversion.find()) {
            return;
        }
        String name = conversion.group(1);
        replaced.put(name, names.defaults().getOrDefault(name, ""));
        faults.add(new Fault(SettingNames.environmentForm(name), reason(problem)));
    }

    /** The innermost reason of a conversion, without the numbers and classes of the library. */
    private static String reason(String problem) {
        Matcher choice = CHOICE.matcher(problem);
        if (choice.find()) {
            return "must be one of " + choice.group(1).replace(",", ", ");
        }
        String[] parts = MESSAGE_NUMBER.split(problem);
        return parts[parts.length - 1]
                .replaceAll("[a-z]+(\\.[A-Za-z]+)+(Exception)?:? ?", "")
                .strip();
    }
}
