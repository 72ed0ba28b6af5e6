package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.Product;
import java.util.ArrayList;
import java.util.List;

/** Imports scenarios from configurations of HAProxy. */
public final class ImportedHaproxy {
    private ImportedHaproxy() {}

    /**
     * Reads a configuration of HAProxy and creates a scenario. Several files are read in their order, as with several
     * options {@code -f}. Equal bytes give the same scenario on every machine.
     *
     * @throws ImportException if a file cannot be read, or no frontend leads to a server
     */
    public static ImportResult of(List<ImportSource> sources) throws ImportException {
        return description(sources).result();
    }

    /**
     * Reads configurations of HAProxy and describes the system.
     *
     * @throws ImportException as {@link #of}
     */
    public static SystemDescription description(List<ImportSource> sources) throws ImportException {
        List<ConfigFile> files = ConfigFile.all(sources);
        DirectiveReport report =
                new DirectiveReport(files.stream().map(ConfigFile::name).toList());
        List<ProxyDirective> sections = new ArrayList<>();
        for (ConfigFile file : files) {
            sections.addAll(HaproxyParser.parse(file.name(), file.text()));
        }
        report.add(sections);
        return ProxyScenario.of(Product.HAPROXY, new HaproxyConfig(sections, report).routes(), report);
    }
}
