package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.Product;
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
    public static ImportResult read(List<ImportSource> sources) throws ImportException {
        return description(sources).result();
    }

    /**
     * Reads configurations of HAProxy and describes the system.
     *
     * @throws ImportException as {@link #read}
     */
    public static SystemDescription description(List<ImportSource> sources) throws ImportException {
        ProxyRoutes routes = ProxyRoutes.of(Product.HAPROXY, sources);
        return ProxyScenario.system(Product.HAPROXY, routes.routes(), routes.directives());
    }
}
