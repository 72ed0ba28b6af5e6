package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.ConfigurationReport;
import dev.brownout.importing.topology.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Routes of a configuration of nginx or HAProxy, with the report on its directives. */
public final class ProxyRoutes {
    private final List<ProxyRoute> routes;
    private final DirectiveReport report;

    private ProxyRoutes(List<ProxyRoute> routes, DirectiveReport report) {
        this.routes = List.copyOf(routes);
        this.report = report;
    }

    /**
     * Reads the files of a proxy.
     *
     * @param product nginx or HAProxy
     * @param isService whether a host is one server, with any port
     * @throws ImportException if a file cannot be read
     */
    public static ProxyRoutes of(Product product, List<ImportSource> sources, Predicate<String> isService)
            throws ImportException {
        if (product == Product.NGINX) {
            NginxFiles files = new NginxFiles(sources);
            return new ProxyRoutes(
                    new NginxConfig(files.directives(), files.report(), isService).routes(), files.report());
        }
        List<ConfigFile> files = ConfigFile.all(sources);
        DirectiveReport report =
                new DirectiveReport(files.stream().map(ConfigFile::name).toList());
        List<ProxyDirective> sections = new ArrayList<>();
        for (ConfigFile file : files) {
            sections.addAll(HaproxyParser.parse(file.name(), file.text()));
        }
        report.add(sections);
        return new ProxyRoutes(new HaproxyConfig(sections, report).routes(), report);
    }

    /** Returns the routes, in the order of the files. */
    public List<ProxyRoute> routes() {
        return routes;
    }

    /** Returns the report on the directives. */
    public ConfigurationReport report() {
        return report;
    }

    DirectiveReport directives() {
        return report;
    }
}
