package dev.brownout.importing.compose;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files with the variables of a service. Only the hosts in their values are used. */
final class VariableFiles {
    private VariableFiles() {}

    /**
     * Reads the files that the service names, relative to the Compose file.
     *
     * @throws ImportException if a file exists and cannot be read
     */
    static void read(Setting service, ServiceText text, ProjectFiles files) throws ImportException {
        Setting all = service.get("env_file");
        List<Setting> paths = new ArrayList<>(all.items());
        if (all.isPresent() && !all.isList()) {
            paths.add(all);
        }
        for (Setting path : paths) {
            Setting written = path.isMap() ? path.get("path") : path;
            path.get("required").markIgnored("a missing file is listed in any case");
            path.get("format").markIgnored("the formats differ only in quotes");
            String from = path.node().location().source().name();
            Optional<ImportSource> file = written.isPresent()
                    ? files.source(from)
                            .nearby(Interpolation.of(written.peekText()).text())
                    : Optional.empty();
            if (file.isPresent()) {
                List<ConfigFile> read = ConfigFile.all(List.of(file.get()));
                text.add(written, files.environment(from).with(read).values());
            } else {
                path.ignore("a file of variables that is not found, so the hosts in it are unknown");
            }
        }
    }
}
