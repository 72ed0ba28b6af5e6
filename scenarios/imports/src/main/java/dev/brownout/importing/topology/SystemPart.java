package dev.brownout.importing.topology;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Part of a system with its role, settings and callees. */
public final class SystemPart {
    /**
     * Number and its origin.
     *
     * @param number number of machines or processors
     * @param origin description of the origin; empty if the number is a default
     */
    record Amount(double number, String origin) {
        boolean isKnown() {
            return !origin.isEmpty();
        }
    }

    /** CPU time of a balancer for a call, the default of the scenario language. */
    private static final double BALANCER_NANOS = 30_000;

    /** Reason to leave out the processors of a queue or a topic. */
    public static final String NO_CPUS = "queues and topics here have no cores";

    /** Option of Redis that writes each command to disk. */
    private static final Pattern ON_DISK = Pattern.compile("--appendonly[\\s'\"=]+yes");

    private final String name;
    private final Role role;
    private final String origin;
    private final ImportedSettings settings = new ImportedSettings();
    private final Map<String, String> calls = new LinkedHashMap<>();
    private final Map<String, Long> pools = new LinkedHashMap<>();
    private final Map<String, Long> weights = new LinkedHashMap<>();
    private String entered = "";
    private boolean forwards;
    private boolean isModel;
    private double timeFactor = 1;
    private String shortBecause = "";
    private Optional<InfrastructureProduct> infrastructure = Optional.empty();
    private Amount nodes = new Amount(1, "");
    private Amount cpus = new Amount(0, "");

    /**
     * Creates a part.
     *
     * @param name identifier in the scenario language
     * @param role role in the system
     * @param origin reason for the role
     */
    public SystemPart(String name, Role role, String origin) {
        this.name = name;
        this.role = role;
        this.origin = origin;
    }

    /**
     * Creates the part of a product, with its profile and defaults; a server without a product.
     *
     * @param command command of its program, which may set that messages are on disk
     * @param place origin of the command
     */
    public static SystemPart of(String name, Optional<Product> product, String origin, String command, String place) {
        SystemPart part = new SystemPart(name, product.map(Product::role).orElse(Role.SERVER), origin);
        part.isModel = product.filter(Product::isModelServer).isPresent();
        if (product.isPresent() && !product.get().profile().isEmpty()) {
            part.addSetting("profile", product.get().profile(), "origin: " + origin);
        }
        if (product.equals(Optional.of(Product.RABBITMQ))) {
            part.addSetting(
                    "redelivery",
                    "at-once",
                    "RabbitMQ: on the acknowledgement of a consumer, or when its connection breaks");
        }
        if (product.equals(Optional.of(Product.REDIS_QUEUE))) {
            boolean isOnDisk = ON_DISK.matcher(command).find();
            part.addSetting("send", PlaceholderServiceTimes.lookup(part), "redis-benchmark: 100,000 commands a second");
            part.addSetting(
                    "durable",
                    Boolean.toString(isOnDisk),
                    isOnDisk
                            ? "origin: " + place + ", appendonly"
                            : "Redis' default: snapshots at intervals, without the newest messages");
        }
        return part;
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the role in the system. */
    public Role role() {
        return role;
    }

    /** Returns the reason for the role. */
    public String origin() {
        return origin;
    }

    /** Returns a copy with the role of a server that forwards requests without work. */
    SystemPart asForwarder() {
        SystemPart part = asServer(origin + ", before another balancer");
        part.forwards = true;
        return part;
    }

    /** Returns whether this server computes a language model. */
    public boolean isModel() {
        return isModel;
    }

    /** Returns the component kind of the scenario language. */
    String kind() {
        return isModel ? "inference" : role.kind();
    }

    /** Returns whether this server forwards requests without work. */
    boolean forwards() {
        return forwards;
    }

    /**
     * Multiplies the placeholder of the service time.
     *
     * @param factor less than 1
     * @param because timeout that the placeholder would exceed otherwise
     */
    void shortenTimes(double factor, String because) {
        timeFactor = factor;
        shortBecause = because;
    }

    /** Returns the factor of the placeholder of the service time. */
    double timeFactor() {
        return timeFactor;
    }

    /** Returns the timeout for which the placeholder of the service time is shorter; empty for none. */
    String shortBecause() {
        return shortBecause;
    }

    /** Returns a copy with the role of a server. Settings of the previous role are dropped. */
    public SystemPart asServer(String reason) {
        SystemPart part = new SystemPart(name, Role.SERVER, reason);
        part.calls.putAll(calls);
        part.entered = entered;
        part.infrastructure = infrastructure;
        part.nodes = nodes;
        part.cpus = cpus;
        return part;
    }

    /**
     * Creates the tier of several equal parts. It has all of their nodes, calls and entry points, and the settings of
     * the first part.
     *
     * @param name name of the tier
     * @param members parts, at least one
     */
    public static SystemPart tier(String name, List<SystemPart> members, String origin) {
        SystemPart first = members.get(0);
        SystemPart tier = new SystemPart(name, first.role, origin);
        List<String> own = members.stream().map(SystemPart::name).toList();
        long nodes = 0;
        for (SystemPart member : members) {
            nodes += member.nodes();
            member.calls.forEach((callee, from) -> {
                if (!own.contains(callee)) {
                    tier.calls(callee, from);
                }
            });
            tier.entered = tier.entered.isEmpty() ? member.entered : tier.entered;
        }
        tier.nodes(nodes, origin);
        tier.cpus = first.cpus;
        tier.isModel = first.isModel;
        tier.infrastructure = first.infrastructure;
        tier.settings.add(first.settings);
        return tier;
    }

    /**
     * Adds a setting.
     *
     * @param path path of the setting in the component, such as {@code health.every}
     * @param value in the syntax of the scenario language
     * @param from description of the origin
     */
    public void addSetting(String path, String value, String from) {
        settings.set(path, value, from);
    }

    /** Returns whether there is a setting with this path. */
    public boolean hasSetting(String path) {
        return settings.get(path) != null;
    }

    /** Returns the value of a setting that exists. */
    public String value(String path) {
        return settings.get(path).value();
    }

    /** Sets the number of machines. */
    public void nodes(long number, String from) {
        nodes = new Amount(number, from);
    }

    /** Returns the number of machines. */
    public long nodes() {
        return (long) nodes.number();
    }

    /** Returns the number of machines with its origin. */
    Amount machines() {
        return nodes;
    }

    /** Sets the number of processors that each machine may use, which may be a fraction. */
    public void cpus(double number, String from) {
        cpus = new Amount(number, from);
    }

    /**
     * Sets the number of processors that each machine may use, for a part with work that they compute. Redis computes
     * on one of them. Calls occupy a core of a balancer, and longer if it has a part of one. Returns whether this is
     * such a part.
     *
     * @param from description of the origin
     */
    public boolean computesOn(double number, String from) {
        if (role == Role.BALANCER) {
            double cores = Math.ceil(number);
            cpus(number, from);
            addSetting("cores", LanguageNumbers.format(cores, 6), "origin: " + from);
            addSetting(
                    "service",
                    LanguageNumbers.nanos(BALANCER_NANOS * cores / number),
                    "a placeholder: 30 us of a core for each call, on " + LanguageNumbers.format(number, 3) + " cores");
            return true;
        }
        if (role == Role.CACHE) {
            boolean isRedis = hasSetting("profile") && value("profile").equals(Product.REDIS.profile());
            cpus(isRedis ? Math.min(1, number) : number, from);
            return true;
        }
        boolean isWorker = List.of(Role.SERVER, Role.DATABASE, Role.STORE).contains(role);
        if (isWorker) {
            cpus(number, from);
        }
        return isWorker;
    }

    /** Returns the number of processors that each machine may use. */
    Amount cpus() {
        return cpus;
    }

    /** Adds a call to another part. The first origin is kept. A call to itself is ignored. */
    public void calls(String other, String from) {
        if (!other.equals(name)) {
            calls.putIfAbsent(other, from);
        }
    }

    /** Removes a callee. */
    public void drops(String other) {
        calls.remove(other);
    }

    /**
     * Adds a pool: a server with nodes that this balancer selects.
     *
     * @param weight weight of each node of the server
     */
    public void pool(String server, long weight, String from) {
        calls(server, from);
        pools.put(server, weight);
    }

    /** Returns the weight of each node of the pools, by server; empty if this is not a balancer with pools. */
    public Map<String, Long> pools() {
        return Collections.unmodifiableMap(pools);
    }

    /** Adds a part that receives a share of the calls of this traffic split, in proportion to its weight. */
    public void share(String target, long weight, String from) {
        calls(target, from);
        weights.merge(target, weight, Long::sum);
    }

    /** Returns the shares of some targets of this traffic split in percent, with two decimals. They add up to 100 %. */
    Map<String, Double> shares(Set<String> targets) {
        Map<String, Long> present = new LinkedHashMap<>(weights);
        present.keySet().retainAll(targets);
        Map<String, Double> shares = new LinkedHashMap<>();
        long hundredths = 10_000;
        long rest = present.values().stream().mapToLong(Long::longValue).sum();
        for (var entry : present.entrySet()) {
            long share = Math.round((double) hundredths * entry.getValue() / rest);
            hundredths -= share;
            rest -= entry.getValue();
            shares.put(entry.getKey(), share / 100.0);
        }
        return shares;
    }

    /** Moves the calls from one callee to another. Returns whether there were any. */
    public boolean redirects(String from, String to) {
        String reason = calls.remove(from);
        if (reason != null) {
            calls(to, reason);
        }
        return reason != null;
    }

    /** Sets the infrastructure product that this part is, if it is one. */
    public void setInfrastructure(Optional<InfrastructureProduct> product) {
        infrastructure = product;
    }

    /** Returns the infrastructure product that this part is, if it is one. */
    Optional<InfrastructureProduct> infrastructure() {
        return infrastructure;
    }

    /** Returns whether this part is an infrastructure product. */
    public boolean isInfrastructure() {
        return infrastructure.isPresent();
    }

    /** Returns whether this part is that infrastructure product. */
    public boolean isInfrastructure(InfrastructureProduct product) {
        return infrastructure.equals(Optional.of(product));
    }

    /** Returns whether this part and another one may use the same number of processors. */
    public boolean sameProcessors(SystemPart other) {
        return cpus.number() == other.cpus.number();
    }

    /** Marks this part as an entry point of user requests. */
    public void onEntered(String from) {
        entered = from;
    }

    /** Returns the reason why this part is an entry point; empty if it is none. */
    public String entered() {
        return entered;
    }

    /** Returns the reason why requests enter the system here, for a comment. */
    String entrance() {
        if (entered.isEmpty()) {
            return "a guess: it has no other callers";
        }
        return entered.startsWith("a guess") ? entered : "origin: " + entered;
    }

    /** Returns the names of the callees, with the origin of each call. */
    public Map<String, String> calls() {
        return Collections.unmodifiableMap(calls);
    }

    /** Returns the settings. */
    ImportedSettings settings() {
        return settings;
    }
}
