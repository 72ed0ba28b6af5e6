package dev.brownout.importing.resilience4j;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.ImportFormat.Option;
import dev.brownout.importing.recognition.ImportFormat.Values;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;

/** Importer of configurations of Spring Boot applications. */
public final class Resilience4jImporter implements Importer {
    private static final String PROFILES = "--profile";

    private static final String[] KEYS = {
        "spring", "resilience4j", "server", "management", "feign", "eureka", "logging", "hystrix", "ribbon", "zuul"
    };

    private static final String PROPERTY =
            "^(spring|resilience4j|server|management|feign|eureka|logging|hystrix|ribbon)[._][\\w.\\[\\]-]+[ \\t]*[=:]";

    /** Part of a service of a compose file. */
    private static final String COMPOSE_SERVICE = "^\\s+(\\S+: *\\{ *)?(image|build|extends) *:";

    @Override
    public ImportFormat format() {
        return new ImportFormat(
                        "a Spring Boot configuration",
                        Content.POLICIES,
                        "resilience4j",
                        "Create a scenario from the configuration of a Spring Boot application: policies of"
                                + " Resilience4j, threads, pools, timeouts. Each value has a comment with its origin.",
                        "application.yaml, application.properties and files of profiles; later"
                                + " files override earlier ones; - for standard input")
                .withOption(new Option(
                        PROFILES,
                        "NAME",
                        "active profiles of Spring; default: those that the files activate",
                        Values.LIST));
    }

    @Override
    public Evidence recognize(InputHead head) {
        if (head.hasKey(KEYS)) {
            boolean hasOwnServices = head.hasKey("services") && !head.has(COMPOSE_SERVICE);
            return hasOwnServices ? Evidence.SIGNATURE : Evidence.KEYS;
        }
        boolean property = head.has(PROPERTY);
        return head.yamlKeys().isEmpty() ? Evidence.LINES.when(property) : Evidence.KEYS.when(property);
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        return new ImportedPolicies(SpringConfiguration.read(input.sources(), input.option(PROFILES))).imported();
    }
}
