package dev.brownout.importing.compose;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.SystemPart;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings from the command and the variables of a product: capacity and eviction of a cache, and partitions. */
final class ProductConfiguration {
    /** Eviction policies of Redis. Their last word is a policy of the scenario language. */
    private static final List<String> EVICTIONS = List.of("allkeys-lru", "volatile-lru", "allkeys-lfu", "volatile-lfu");

    /** Variables of images of Kafka with the default number of partitions. */
    private static final List<String> PARTITIONS = List.of("KAFKA_NUM_PARTITIONS", "KAFKA_CFG_NUM_PARTITIONS");

    /** Places of the configuration of Redis in a container. */
    private static final Pattern REDIS = Pattern.compile("(/usr/local)?/etc/redis(/.*)?|.*/redis[^/]*\\.conf");

    private static final List<String> OPTIONS = List.of("maxmemory", "maxmemory-policy");
    private static final Pattern LINE = Pattern.compile("\\s*([a-z-]+)\\s+\"?([^\\s\"]+)\"?.*");

    private final ComposeService service;
    private final SystemPart part;
    private final MountedFiles mounted;
    private final Map<String, Option> configured = new TreeMap<>();

    ProductConfiguration(ComposeService service, SystemPart part, MountedFiles mounted) {
        this.service = service;
        this.part = part;
        this.mounted = mounted;
    }

    /**
     * Reads the capacity and the eviction policy of a cache.
     *
     * @throws ImportException if a mounted configuration cannot be read
     */
    void cache() throws ImportException {
        Product product = service.product().orElseThrow();
        if (product == Product.REDIS) {
            configure();
            Optional<Option> size = redis("maxmemory");
            if (size.isPresent()) {
                memory(
                        part,
                        size.get(),
                        DockerUnits.redisSize(size.get().value()),
                        "; Redis also counts keys and its own structures, here only values count");
            }
            redis("maxmemory-policy").ifPresent(option -> evicts(part, option));
        } else if (product == Product.MEMCACHED) {
            List<Setting> commands = service.text().commands();
            option(commands, "-m")
                    .or(() -> option(commands, "--memory-limit"))
                    .ifPresent(option -> memory(part, option, DockerUnits.mebibytes(option.value()), ""));
        }
    }

    /**
     * Reads the limit of a queue of jobs in Redis.
     *
     * @throws ImportException if a mounted configuration cannot be read
     */
    void queue() throws ImportException {
        configure();
        redis("maxmemory")
                .ifPresent(option -> option.setting()
                        .ignore("the memory of", part.name(), "'capacity' of a queue is a number of messages"));
        redis("maxmemory-policy").ifPresent(option -> {
            if (option.value().equals("noeviction")) {
                option.setting().text();
                part.addSetting("when_full", "reject", "origin: " + option.origin() + ", noeviction");
            } else {
                option.setting().ignore("the eviction of whole lists of jobs from", part.name(), "a queue keeps them");
            }
        });
    }

    /** Returns an option of Redis: that of the command, or that of a mounted configuration. */
    private Optional<Option> redis(String name) {
        return option(service.text().commands(), "--" + name).or(() -> Optional.ofNullable(configured.get(name)));
    }

    /** Reads the mounted configurations of Redis. The last line of an option counts; other options are listed. */
    private void configure() throws ImportException {
        for (ConfigFile file : ConfigFile.all(mounted.of(service, REDIS))) {
            List<String> lines = file.text().lines().toList();
            Set<String> others = new LinkedHashSet<>();
            for (int i = 0; i < lines.size(); i++) {
                Matcher line = LINE.matcher(lines.get(i));
                if (line.matches() && OPTIONS.contains(line.group(1))) {
                    Setting image = service.setting().get("image");
                    configured.put(line.group(1), new Option(image, file.name() + ":" + (i + 1), line.group(2)));
                } else if (line.matches()) {
                    others.add(line.group(1));
                }
            }
            if (!others.isEmpty()) {
                mounted.leaveOut(file.name() + ": " + String.join(", ", others) + ": only the memory and the eviction"
                        + " of a configuration of Redis are read");
            }
        }
    }

    private static void memory(SystemPart part, Option option, Optional<String> size, String otherOption) {
        if (size.isPresent()) {
            option.setting().text();
            part.addSetting("memory", size.get(), "origin: " + option.origin() + otherOption);
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
            part.addSetting("eviction", last, "origin: " + option.origin() + ", " + policy + only);
        } else {
            option.setting().ignore("an eviction policy that is not supported");
        }
    }

    /**
     * Value of a command-line option.
     *
     * @param setting setting that contains the option
     * @param origin file and line
     * @param value value of the option
     */
    private record Option(Setting setting, String origin, String value) {}

    private static Optional<Option> option(List<Setting> commands, String option) {
        boolean next = false;
        for (Setting command : commands) {
            for (String word : Interpolation.of(command.peekText()).text().split("[\\s'\"]+", -1)) {
                if (next) {
                    return Optional.of(new Option(command, command.origin(), word));
                }
                if (word.startsWith(option + "=")) {
                    return Optional.of(new Option(command, command.origin(), word.substring(option.length() + 1)));
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
