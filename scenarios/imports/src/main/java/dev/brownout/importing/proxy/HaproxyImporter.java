package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.Product;

/** Importer of configurations of HAProxy. Several files are read in their order, as with several options {@code -f}. */
public final class HaproxyImporter implements Importer {
    @Override
    public ImportFormat format() {
        return new ImportFormat(
                "an HAProxy configuration",
                Content.TOPOLOGY,
                "haproxy",
                "Create a scenario from a configuration of HAProxy: backends, weights, health checks, timeouts,"
                        + " retries. Each value has a comment with its origin.",
                "haproxy.cfg; several files as with several options -f; - for standard input");
    }

    @Override
    public Evidence recognize(InputHead head) {
        return Evidence.LINES.when(
                head.has("^(frontend|backend|listen)\\s+\\S+") || head.has("^defaults\\b") && head.has("^global\\b"));
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        return ProxyScenario.system(Product.HAPROXY, input.sources());
    }
}
