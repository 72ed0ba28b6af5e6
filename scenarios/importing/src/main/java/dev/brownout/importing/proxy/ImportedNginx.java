package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.Product;
import java.util.List;

/** Imports scenarios from configurations of nginx. */
public final class ImportedNginx {
    private ImportedNginx() {}

    /**
     * Reads a configuration of nginx and creates a scenario. Included files are read if they are given, or near the
     * first file. Equal bytes give the same scenario on every machine.
     *
     * @throws ImportException if a file cannot be read, or no route leads to a server
     */
    public static ImportResult read(List<ImportSource> sources) throws ImportException {
        return description(sources).result();
    }

    /**
     * Reads a configuration of nginx and describes the system.
     *
     * @throws ImportException as {@link #read}
     */
    public static SystemDescription description(List<ImportSource> sources) throws ImportException {
        ProxyRoutes routes = ProxyRoutes.of(Product.NGINX, sources);
        return ProxyScenario.system(Product.NGINX, routes.routes(), routes.directives());
    }
}
