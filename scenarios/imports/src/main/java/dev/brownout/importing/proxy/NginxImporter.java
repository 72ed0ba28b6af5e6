package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.Product;

/** Importer of configurations of nginx. Included files are read if they are given, or near the first file. */
public final class NginxImporter implements Importer {
    @Override
    public ImportFormat format() {
        return new ImportFormat(
                "an nginx configuration",
                Content.TOPOLOGY,
                "nginx",
                "Create a scenario from a configuration of nginx: upstreams, weights, failures, timeouts, rate"
                        + " limits. Each value has a comment with its origin.",
                "nginx.conf, and included files in other folders; - for standard input");
    }

    @Override
    public Evidence recognize(InputHead head) {
        return Evidence.LINES.when(
                head.has("^\\s*(upstream\\s+\\S+|server|http|events|location\\s+[^{]+)\\s*\\{|^\\s*proxy_pass\\s"));
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        return ProxyScenario.system(Product.NGINX, input.sources());
    }
}
