package dev.brownout.importing.calibrate;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scenario of the user, run with the load of a log or of a load test instead of its own load. */
final class ReplayedScenario {
    private final Path path;
    private final ScenarioFile file;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<String> requests;

    /**
     * Reads a scenario.
     *
     * @throws InvalidScenarioException with all errors of the scenario
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the scenario has faults, since logs describe normal operation
     */
    ReplayedScenario(Path path) throws InvalidScenarioException, IOException {
        this.path = path;
        this.file = new Loader(new ShippedLibrary()).load(path, Overrides.NONE).check(Overrides.NONE);
        for (Setting setting : file.variants().get(0).settings()) {
            settings.put(setting.path(), setting.value());
        }
        if (settings.keySet().stream().anyMatch(name -> path(name).section().equals(DeclaredNames.FAULTS))) {
            throw new IllegalArgumentException(
                    path + " has faults; logs are of a time without faults, so remove them for the fit");
        }
        this.requests = first().workload().requests().entrySet().stream()
                .filter(request -> request.getValue().rate().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Parses the path of a setting. */
    SettingPath path(String text) {
        return SettingPath.parse(text, first().components().keySet());
    }

    private Scenario first() {
        return file.variants().get(0).scenario();
    }

    /** Returns the scenario as written by the user. */
    ScenarioFile file() {
        return file;
    }

    /**
     * Returns the value of a setting.
     *
     * @throws IllegalArgumentException if there is no setting with that name
     */
    String value(String setting) {
        if (!settings.containsKey(setting)) {
            throw new InvalidValueException(
                    "'{}' is not a setting of {}; 'brownout show {} --resolved' lists them", setting, path, path);
        }
        return settings.get(setting);
    }

    /**
     * Returns the request name in the scenario for each request type of a log. If the scenario has a single request,
     * all types map to it. A type with the name of a component has a suffix in the scenario.
     *
     * @throws IllegalArgumentException if the names of the log and of the scenario differ
     */
    List<String> names(List<String> types) {
        if (requests.size() == 1) {
            return types.stream().map(type -> requests.get(0)).toList();
        }
        List<String> names = types.stream()
                .map(type -> !requests.contains(type) && requests.contains(type + MeasuredLog.SUFFIX)
                        ? type + MeasuredLog.SUFFIX
                        : type)
                .toList();
        List<String> unknown =
                names.stream().filter(type -> !requests.contains(type)).toList();
        List<String> missing =
                requests.stream().filter(request -> !names.contains(request)).toList();
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "request classes of the log are " + String.join(", ", types) + ", those of "
                            + path + " with its load are "
                            + (requests.isEmpty() ? "none" : String.join(", ", requests))
                            + "; use the same names, or one request class");
        }
        return names;
    }

    /** Returns the load of a log. */
    ReplayLoad load(MeasuredLog log) {
        return ReplayLoad.of(log, names(log.types()));
    }

    /**
     * Returns the scenario under the load of a log and with other values for some settings.
     *
     * @param source name of the log
     * @throws IllegalArgumentException if the log has no successful request of a type, or the result is no valid
     *     scenario
     */
    ScenarioFile with(String source, ReplayLoad load, Map<String, String> values) throws IOException {
        for (String request : requests) {
            if (!load.has(request)) {
                throw new IllegalArgumentException(source + " has no successful response to " + request);
            }
        }
        Overrides overrides = load.overrides(requests);
        for (Map.Entry<String, String> value : values.entrySet()) {
            overrides = overrides.with(value.getKey(), value.getValue());
        }
        try {
            return new Loader(new ShippedLibrary())
                    .load(
                            Loader.name(path),
                            path.toString(),
                            file.text(),
                            ReferencedFiles.ofFolder(path, opened -> {}).withCache(load.files()),
                            overrides);
        } catch (InvalidScenarioException invalid) {
            throw new IllegalArgumentException(
                    path + " cannot be run with the load of " + source + ": " + invalid.render(), invalid);
        }
    }
}
