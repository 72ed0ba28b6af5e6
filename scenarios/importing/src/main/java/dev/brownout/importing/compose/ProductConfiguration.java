package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads settings from the command and the variables of a product: capacity and eviction of a cache, and the primary of
 * a database replica.
 */
final class ProductConfiguration {
    /** Eviction policies of Redis. Their last word is a policy of the scenario language. */
    private static final List<String> EVICTIONS = List.of("allkeys-lru", "volatile-lru", "allkeys-lfu", "volatile-lfu");

    private ProductConfiguration() {}

    /** Reads the capacity and the eviction policy of a cache. */
    static void cache(ComposeService service, SystemPart part) {
        List<Setting> commands = service.commands();
        Product product = service.product().orElseThrow();
        if (product == Product.REDIS) {
            option(commands, "--maxmemory")
                    .ifPresent(said -> memory(
                            part,
                            said,
                            DockerUnits.redisSize(said.value()),
                            "; Redis also counts keys and its own structures, here only values count"));
            option(commands, "--maxmemory-policy").ifPresent(said -> evicts(part, said));
        } else if (product == Product.MEMCACHED) {
            option(commands, "-m")
                    .or(() -> option(commands, "--memory-limit"))
                    .ifPresent(said -> memory(part, said, DockerUnits.mebibytes(said.value()), ""));
        }
    }

    private static void memory(SystemPart part, Option said, Optional<String> size, String besides) {
        if (size.isPresent()) {
            said.setting().text();
            part.say("memory", size.get(), "origin: " + said.setting().origin() + besides);
        } else {
            said.setting().ignore("the amount that " + part.name() + " stores is not a size");
        }
    }

    private static void evicts(SystemPart part, Option said) {
        String policy = said.value();
        String last = policy.substring(policy.lastIndexOf('-') + 1);
        if (EVICTIONS.contains(policy)) {
            said.setting().text();
            String only = policy.startsWith("volatile") ? "; there only entries with an expiry are evicted" : "";
            part.say("eviction", last, "origin: " + said.setting().origin() + ", " + policy + only);
        } else {
            said.setting().ignore("an eviction policy that is not supported");
        }
    }

    /**
     * Value of a command-line option.
     *
     * @param setting setting that contains the option
     * @param value value of the option
     */
    private record Option(Setting setting, String value) {}

    private static Optional<Option> option(List<Setting> commands, String option) {
        boolean next = false;
        for (Setting command : commands) {
            for (String word : Interpolation.of(command.peekText()).text().split("[\\s'\"]+", -1)) {
                if (next) {
                    return Optional.of(new Option(command, word));
                }
                if (word.startsWith(option + "=")) {
                    return Optional.of(new Option(command, word.substring(option.length() + 1)));
                }
                next = word.equals(option);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the primary of a database replica, from the variables of Bitnami's images.
     *
     * @see <a href="https://github.com/bitnami/containers/tree/main/bitnami/postgresql">Bitnami, PostgreSQL: setting up
     *     a streaming replication</a>
     */
    static Optional<String> primaryOf(ComposeService service) {
        Map<String, Setting> variables = service.environment();
        for (String product : List.of("POSTGRESQL", "MYSQL", "MARIADB")) {
            Setting mode = variables.get(product + "_REPLICATION_MODE");
            Setting host = variables.get(product + "_MASTER_HOST");
            if (mode != null && host != null && List.of("slave", "replica").contains(value(mode))) {
                mode.text();
                host.text();
                return Optional.of(value(host));
            }
        }
        return Optional.empty();
    }

    private static String value(Setting variable) {
        return Interpolation.of(ComposeService.value(variable)).text();
    }
}
