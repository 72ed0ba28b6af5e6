package dev.brownout.importing.compose;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files of a Compose project: the given files, the files that they include, and the files with services that they
 * extend. Paths are relative to the file that contains them. Files are read only where Docker Compose reads them.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/14-include.md">Compose specification,
 *     include</a>
 */
final class ProjectFiles {
    private static final Pattern REMOTE = Pattern.compile("([a-z+]+://|oci:|git@|github\\.com/).*|.*\\.git([#:].*)?");
    private static final Pattern UPWARDS = Pattern.compile("^(\\.{1,2}/)+");
    private static final int MOST_FILES = 200;

    private final List<ImportSource> inputs;
    private final Environment environment;
    private final Map<String, ImportSource> sources = new LinkedHashMap<>();
    private final Map<String, ConfigFile> files = new LinkedHashMap<>();
    private final Map<String, Environment> environments = new LinkedHashMap<>();
    private final Set<String> project = new LinkedHashSet<>();
    private final Set<String> followed = new LinkedHashSet<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    /**
     * Reads the files.
     *
     * @param environment variables of the given files
     * @throws ImportException if a file cannot be read
     */
    ProjectFiles(List<ImportSource> inputs, Environment environment) throws ImportException {
        this.inputs = inputs;
        this.environment = environment;
        List<ConfigFile> named = ConfigFile.all(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            files.put(named.get(i).name(), named.get(i));
            sources.put(named.get(i).name(), inputs.get(i));
            environments.put(named.get(i).name(), environment);
        }
        for (ConfigFile file : named) {
            follow(file.name(), true);
        }
    }

    /** Returns all files, the included ones before the files that include them. */
    List<ConfigFile> all() {
        return List.copyOf(files.values());
    }

    /** Returns whether the services of a file belong to the project. Otherwise only extended services are used. */
    boolean belongs(String file) {
        return project.contains(file);
    }

    /** Returns the names of the files of the project, the included ones before the files that include them. */
    List<String> order() {
        return List.copyOf(project);
    }

    /** Returns the source of a file. */
    ImportSource source(String file) {
        return sources.get(file);
    }

    /** Returns the variables of a file. */
    Environment environment(String file) {
        return environments.getOrDefault(file, environment);
    }

    /** Returns the included files that are not read, with the reason. */
    Map<String, String> refused() {
        return refused;
    }

    /** Returns the name of the loaded file at a path that is relative to another file; empty if it is not loaded. */
    Optional<String> loaded(String from, String relative) {
        String path = Interpolation.of(environment(from).substitute(relative)).text();
        return target(from, path).map(this::nameOf).filter(files::containsKey);
    }

    /** Reads the files that a file refers to. A file of the project follows its included files in the order. */
    private void follow(String name, boolean belongs) throws ImportException {
        if (!followed.add(name + belongs) || files.size() > MOST_FILES) {
            return;
        }
        ConfigFile file = files.get(name);
        for (Node root : YamlReader.documents(file.name(), file.text(), new ProblemCollector())) {
            if (root instanceof Entries map) {
                if (belongs && map.get("include") instanceof Items includes) {
                    for (Node include : includes.items()) {
                        include(name, include);
                    }
                }
                if (map.get("services") instanceof Entries services) {
                    for (var service : services.entries().values()) {
                        onExtended(name, service.value());
                    }
                }
            }
        }
        if (belongs) {
            project.add(name);
        }
    }

    private void include(String from, Node include) throws ImportException {
        Node paths = include instanceof Entries map ? map.get("path") : include;
        List<Node> all = paths instanceof Items list ? list.items() : paths == null ? List.of() : List.of(paths);
        for (Node path : all) {
            if (path instanceof Text text) {
                Optional<String> name = load(from, text.value());
                if (name.isPresent()) {
                    environments.putIfAbsent(name.get(), included(from, include, name.get()));
                    follow(name.get(), true);
                }
            }
        }
    }

    /** Returns the variables of an included file: those of the including file, then those of its own folder. */
    private Environment included(String from, Node include, String name) throws ImportException {
        Node own = include instanceof Entries map ? map.get("env_file") : null;
        List<ImportSource> variables = new ArrayList<>();
        if (own == null) {
            sources.get(name).nearby(".env").ifPresent(variables::add);
        }
        for (Node path : own instanceof Items list ? list.items() : own == null ? List.<Node>of() : List.of(own)) {
            if (path instanceof Text text) {
                sources.get(from).nearby(text.value()).ifPresent(variables::add);
            }
        }
        return new Environment(ConfigFile.all(variables)).withOverrides(environment(from));
    }

    private void onExtended(String from, Node service) throws ImportException {
        Node file = service instanceof Entries map && map.get("extends") instanceof Entries extended
                ? extended.get("file")
                : null;
        if (file instanceof Text text) {
            boolean known = loaded(from, text.value()).isPresent();
            Optional<String> name = known ? Optional.empty() : load(from, text.value());
            refused.remove(text.value());
            if (name.isPresent()) {
                environments.putIfAbsent(name.get(), environment(from));
                follow(name.get(), false);
            }
        }
    }

    /** Returns the name of the file at a path, which is then loaded; empty if it is not read. */
    private Optional<String> load(String from, String written) throws ImportException {
        String path = Interpolation.of(environment(from).substitute(written)).text();
        if (REMOTE.matcher(path).matches()) {
            refused.put(written, "a remote resource, which is not downloaded");
            return Optional.empty();
        }
        Optional<ImportSource> found = target(from, path);
        if (found.isEmpty()) {
            refused.put(written, "not found");
            return Optional.empty();
        }
        String name = nameOf(found.get());
        if (!files.containsKey(name)) {
            String text = ConfigFile.all(List.of(found.get())).get(0).text();
            String shown = files.containsKey(path) ? found.get().name() : path;
            files.put(shown, new ConfigFile(shown, text));
            sources.put(shown, found.get());
            return Optional.of(shown);
        }
        return Optional.of(name);
    }

    private String nameOf(ImportSource source) {
        return sources.entrySet().stream()
                .filter(entry -> entry.getValue().equals(source)
                        || source.path().isPresent() && entry.getValue().path().equals(source.path()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** Returns the source at a path: a file near the other file, or a given source with that path at its end. */
    private Optional<ImportSource> target(String from, String path) {
        Optional<ImportSource> nearby = sources.get(from).nearby(path);
        if (nearby.isPresent()) {
            return sources.values().stream()
                    .filter(known -> known.path()
                            .map(own ->
                                    own.normalize().equals(nearby.get().path().get()))
                            .orElse(false))
                    .findFirst()
                    .or(() -> nearby);
        }
        String end = UPWARDS.matcher(path).replaceFirst("");
        return inputs.stream()
                .filter(source -> !source.equals(sources.get(from)))
                .filter(source -> source.name().equals(end) || source.name().endsWith("/" + end))
                .findFirst();
    }
}
