package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;
import java.util.Optional;

/** Reads settings from the command and the variables of a product: capacity and eviction of a cache, and partitions. */
final class ProductConfiguration {
    /** Eviction policies of Redis. Their last word is a policy of the scenario language. */
    private static final List<String> EVICTIONS = List.of("allkeys-lru", "volatile-lru", "allkeys-lfu", "volatile-lfu");

    /** Variables of images of Kafka with the default number of partitions. */
    private static final List<String> PARTITIONS = List.of("KAFKA_NUM_PARTITIONS", "KAFKA_CFG_NUM_PARTITIONS");

    private ProductConfiguration() {}

    /** Reads the capacity and the eviction policy of a cache. */
    static void cache(ComposeService service, SystemPart part) {
        List<Setting> commands = service.text().commands();
        Product product = service.product().orElseThrow();
        if (product == Product.REDIS) {
            option(commands, "--maxmemory")
                    .ifPresent(option -> memory(
                            part,
                            option,
                            DockerUnits.redisSize(option.value()),
                            "; Redis also counts keys and its own structures, here only values count"));
            option(commands, "--maxmemory-policy").ifPresent(option -> evicts(part, option));
        } else if (product == Product.MEMCACHED) {
            option(commands, "-m")
                    .or(() -> option(commands, "--memory-limit"))
                    .ifPresent(option -> memory(part, option, DockerUnits.mebibytes(option.value()), ""));
        }
    }

    /** Reads the limit of a queue of jobs in Redis. */
    static void queue(ComposeService service, SystemPart part) {
        List<Setting> commands = service.text().commands();
        option(commands, "--maxmemory")
                .ifPresent(option -> option.setting()
                        .ignore("the memory of", part.name(), "'capacity' of a queue is a number of messages"));
        option(commands, "--maxmemory-policy").ifPresent(option -> {
            if (option.value().equals("noeviction")) {
                option.setting().text();
                part.addSetting(
                        "when_full", "reject", "origin: " + option.setting().origin() + ", noeviction");
            } else {
                option.setting().ignore("the eviction of whole lists of jobs from", part.name(), "a queue keeps them");
            }
        });
    }

    private static void memory(SystemPart part, Option option, Optional<String> size, String otherOption) {
        if (size.isPresent()) {
            option.setting().text();
            part.addSetting("memory", size.get(), "origin: " + option.setting().origin() + otherOption);
        } else {
            option.setting().ignore("the amount that " + part.name() + " stores is not a size");
        }
    }

    private static void evicts(SystemPart part, Option option) {
        String policy = option.value();
        String last = policy.substring(policy.lastIndexOf('-') + 1);
        if (EVICTIONS.contains(policy)) {
            option.setting().text();
            String only = policy.startsWith("volatile") ? "; there only entries with an expiry are evicted" : "";
            part.addSetting("eviction", last, "origin: " + option.setting().origin() + ", " + policy + only);
        } else {
            option.setting().ignore("an eviction policy that is not supported");
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

    /** Reads the number of partitions of a topic. */
    static void topic(ComposeService service, SystemPart part) {
        for (String key : PARTITIONS) {
            Setting variable = service.text().environment().get(key);
            if (variable != null && value(variable).matches("[1-9]\\d{0,2}")) {
                variable.text();
                part.addSetting("partitions", value(variable), "origin: " + variable.origin());
                return;
            }
        }
        part.addSetting("partitions", "1", "Kafka's default; the number is set when a topic is created");
    }

    private static String value(Setting variable) {
        return Interpolation.of(ServiceText.value(variable)).text();
    }
}
