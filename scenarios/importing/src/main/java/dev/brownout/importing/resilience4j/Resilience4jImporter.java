package dev.brownout.importing.resilience4j;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.FormatCommand;
import dev.brownout.importing.recognition.FormatCommand.Option;
import dev.brownout.importing.recognition.FormatCommand.Values;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;
import java.util.Optional;

/** Importer of configurations of Spring Boot applications. */
public final class Resilience4jImporter implements Importer {
    private static final String PROFILES = "--profile";

    private static final FormatCommand COMMAND = new FormatCommand(
            "resilience4j",
            "Create a scenario from the configuration of a Spring Boot application: policies of Resilience4j,"
                    + " threads, pools, timeouts. Each value has a comment with its origin.",
            "application.yaml, application.properties and files of profiles; later"
                    + " files override earlier ones; - for standard input",
            new Option(
                    PROFILES,
                    "NAME",
                    "active profiles of Spring; default: those that the files activate",
                    Values.LIST));

    private static final String[] KEYS = {
        "spring", "resilience4j", "server", "management", "feign", "eureka", "logging", "hystrix", "ribbon", "zuul"
    };

    private static final String PROPERTY =
            "^(spring|resilience4j|server|management|feign|eureka|logging|hystrix|ribbon)[._][\\w.\\[\\]-]+[ \\t]*[=:]";

    /** Part of a service of a compose file. */
    private static final String COMPOSE_SERVICE = "^\\s+(\\S+: *\\{ *)?(image|build|extends) *:";

    @Override
    public String label() {
        return "a Spring Boot configuration";
    }

    @Override
    public Content content() {
        return Content.POLICIES;
    }

    @Override
    public Optional<FormatCommand> command() {
        return Optional.of(COMMAND);
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
        return ImportedPolicies.description(input.sources(), input.option(PROFILES));
    }
}
