package dev.brownout.importing.compose;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.InputFiles;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.ImportFormat.Option;
import dev.brownout.importing.recognition.ImportFormat.Values;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.Product;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Importer of Compose files, with the configurations of their proxies. */
public final class ComposeImporter implements Importer {
    private static final String VARIABLES = "--env-file";

    private static final Map<String, Product> PROXIES = Map.of("nginx", Product.NGINX, "haproxy", Product.HAPROXY);

    @Override
    public ImportFormat format() {
        return new ImportFormat(
                        "a compose file",
                        Content.TOPOLOGY,
                        "compose",
                        "Create a scenario from compose files: services, replicas, cores, health checks, call graph."
                                + " Each value has a comment with its origin. No value of a variable is copied.",
                        "compose files; later files override earlier ones; - for standard input")
                .withOption(new Option(
                        VARIABLES,
                        "FILE",
                        "variables of the compose files, such as .env; used for hosts and images,"
                                + " not copied; later files override earlier ones",
                        Values.FILES));
    }

    @Override
    public Evidence recognize(InputHead head) {
        if (!head.isPlain()) {
            return Evidence.SIGNATURE.when(head.hasField("services") && !head.hasField("openapi"));
        }
        return Evidence.KEYS.when(head.hasKey("services", "include", "extends")
                || !head.yamlKeys().isEmpty() && !head.hasKey("image") && head.has("^ {1,4}image:\\s"));
    }

    @Override
    public Set<String> complements() {
        return PROXIES.keySet();
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        Map<Product, List<ImportSource>> proxies = new EnumMap<>(Product.class);
        PROXIES.forEach((command, product) -> {
            if (input.complements().containsKey(command)) {
                proxies.put(product, input.complements().get(command));
            }
        });
        return ImportedCompose.description(input.sources(), InputFiles.sources(input.option(VARIABLES)), proxies);
    }
}
